#include "core/store/file_io.h"

#include <fstream>
#include <optional>
#include <system_error>
#include <utility>

namespace hopwright::store {

namespace fs = std::filesystem;

namespace {

constexpr int maxTemporaryNames = 100;

std::unexpected<Error> unwritable(std::string why)
{
    return fail(ErrorCode::FileUnwritable, std::move(why));
}

/// A new file beside \p target, open, and its path.
struct Temporary {
    fs::path path = {};
    std::ofstream stream = {};
};

std::optional<Temporary> openBeside(const fs::path& target)
{
    for (int number = 1; number <= maxTemporaryNames; ++number) {
        Temporary out{.path = target};
        out.path += ".new" + std::to_string(number);
        std::error_code error;
        if (fs::exists(fs::symlink_status(out.path, error)))
            continue;
        out.stream.open(out.path, std::ios::binary | std::ios::out | std::ios::trunc);
        if (out.stream)
            return out;
        return std::nullopt;
    }
    return std::nullopt;
}

/// The permissions of the file that is replaced; nothing: there is none.
Result<std::optional<fs::perms>> permissionsOf(const fs::path& target)
{
    std::error_code error;
    const fs::file_status status = fs::status(target, error);
    if (!fs::exists(status))
        return std::nullopt;
    if (!fs::is_regular_file(status))
        return unwritable("it is not a file");
    constexpr fs::perms anyWrite =
        fs::perms::owner_write | fs::perms::group_write | fs::perms::others_write;
    if ((status.permissions() & anyWrite) == fs::perms::none)
        return unwritable("the file is read-only");
    return status.permissions();
}

}  // namespace

fs::path pathFromUtf8(std::string_view text)
{
    return {std::u8string(text.begin(), text.end())};
}

Result<std::string> readFile(const fs::path& path, std::size_t maxBytes)
{
    std::error_code error;
    if (!fs::is_regular_file(path, error))
        return fail(ErrorCode::FileUnreadable, error ? error.message() : "it is not a file");
    const std::uintmax_t size = fs::file_size(path, error);
    if (error)
        return fail(ErrorCode::FileUnreadable, error.message());
    if (size > maxBytes) {
        return fail(ErrorCode::TooLarge,
                    "the file is larger than " + std::to_string(maxBytes) + " bytes");
    }
    std::ifstream stream(path, std::ios::binary);
    std::string out(static_cast<std::size_t>(size), '\0');
    if (!stream || !stream.read(out.data(), static_cast<std::streamsize>(out.size())))
        return fail(ErrorCode::FileUnreadable, "the file cannot be read");
    return out;
}

Result<void> writeFile(const fs::path& path, std::string_view bytes)
{
    std::error_code error;
    fs::path target = path;
    if (fs::is_symlink(fs::symlink_status(path, error)))
        target = fs::weakly_canonical(path, error);
    HOPWRIGHT_TRY(const std::optional<fs::perms> permissions, permissionsOf(target));
    std::optional<Temporary> temporary = openBeside(target);
    if (!temporary)
        return unwritable("no file can be made in this folder");
    temporary->stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    temporary->stream.close();
    std::string why;
    if (!temporary->stream)
        why = "the bytes cannot be written";
    if (why.empty() && permissions)
        fs::permissions(temporary->path, *permissions, error);
    if (why.empty()) {
        fs::rename(temporary->path, target, error);
        if (error)
            why = error.message();
    }
    if (why.empty())
        return {};
    fs::remove(temporary->path, error);
    return unwritable(std::move(why));
}

}  // namespace hopwright::store

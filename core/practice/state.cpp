#include "core/practice/state.h"

#include "core/base/byte_writer.h"
#include "core/crypto/sha256.h"
#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "core/plan/change_words.h"
#include "core/practice/lab_translation.h"
#include "core/text/hex.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <limits>
#include <optional>
#include <system_error>
#include <tuple>

namespace hopwright::practice {

namespace fs = std::filesystem;

namespace {

constexpr const char* format = "hopwright.practice/1";
constexpr std::string_view formatName = "hopwright.practice/";

using nlohmann::json;

/// A member that is text; nothing when it is not there or no text.
std::optional<std::string> textOf(const json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? std::optional(found->get<std::string>())
                                                       : std::nullopt;
}

Result<void> checkFormat(const json& file)
{
    const std::string named = file.is_object() ? textOf(file, "format").value_or("") : "";
    if (named == format)
        return {};
    if (named.starts_with(formatName)) {
        return fail(ErrorCode::NewerVersion,
                    Sentence::saying("a practice state of a later version: %1", named));
    }
    return fail(ErrorCode::Malformed, Sentence::saying("no practice state"));
}

Result<plan::Change> changeFrom(const json& entry)
{
    if (!entry.is_object())
        return fail(ErrorCode::Malformed, Sentence::saying("a change that is no object"));
    const auto computer = entry.find("computer");
    const bool isId =
        computer != entry.end() && computer->is_number_unsigned()
        && computer->get<std::uint64_t>() <= std::numeric_limits<std::uint32_t>::max();
    if (!isId)
        return fail(ErrorCode::Malformed, Sentence::saying("a change of no machine"));
    const auto setting = fromWord<plan::Change::Setting>(textOf(entry, "setting").value_or(""));
    if (!setting)
        return fail(ErrorCode::Malformed, Sentence::saying("a change of an unknown setting"));
    auto value = textOf(entry, "value");
    if (!value)
        return fail(ErrorCode::Malformed, Sentence::saying("a change without a value"));
    return plan::Change{.computer = model::ComputerId{computer->get<std::uint32_t>()},
                        .setting = *setting,
                        .value = std::move(*value)};
}

/// As the drawing is named, whatever its name is made of; a link keeps its own.
fs::path wholePath(const std::string& drawing)
{
    std::error_code error;
    const fs::path path = files::pathFromUtf8(drawing);
    const fs::path whole = fs::absolute(path, error);
    return (error ? path : whole).lexically_normal();
}

fs::path pathBeside(const fs::path& drawing)
{
    fs::path out = drawing;
    return out += ".practice";
}

Result<fs::path> pathInDataFolder(const fs::path& drawing, const fs::path& dataFolder)
{
    constexpr std::size_t nameLength = 16;
    HOPWRIGHT_TRY(const crypto::Sha256Digest digest,
                  crypto::sha256(bytesOf(files::bytesOf(drawing))));
    return dataFolder / "hopwright" / "practice"
           / (text::toHex(digest).substr(0, nameLength) + ".practice");
}

/// FILE.practice of a name of 251 bytes is longer than a name may be.
bool isNameable(const fs::path& path)
{
    constexpr std::size_t longestName = 255;
    return path.filename().native().size() <= longestName;
}

}  // namespace

Result<State> parseState(std::string_view text)
{
    if (text.size() > maxStateBytes)
        return fail(ErrorCode::TooLarge, Sentence::saying("a practice state of more than 4 MiB"));
    const json file = json::parse(text, nullptr, false);
    HOPWRIGHT_TRY_VOID(checkFormat(file));
    const auto applied = file.find("applied");
    if (applied == file.end() || !applied->is_array()) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("a practice state without its list of changes"));
    }
    if (applied->size() > maxStateChanges) {
        return fail(ErrorCode::TooLarge,
                    Sentence::saying("a practice state of more than 100,000 changes"));
    }
    State out;
    for (const json& each : *applied) {
        HOPWRIGHT_TRY(auto change, changeFrom(each));
        out.applied.push_back(std::move(change));
    }
    return out;
}

Result<State> readState(const std::string& path)
{
    HOPWRIGHT_TRY(const auto bytes,
                  files::readFileIfThere(files::pathFromUtf8(path), maxStateBytes));
    if (!bytes)
        return State{};
    auto state = parseState(*bytes);
    if (!state) {
        return files::failAt(state.error().code, files::pathFromUtf8(path), state.error().detail);
    }
    return state;
}

Result<void> writeState(const std::string& path, const State& state)
{
    nlohmann::ordered_json json;
    json["format"] = format;
    json["applied"] = nlohmann::ordered_json::array();
    for (const plan::Change& each : state.applied) {
        json["applied"].push_back({{"computer", static_cast<std::uint32_t>(each.computer)},
                                   {"setting", wordOf(each.setting)},
                                   {"value", each.value}});
    }
    const fs::path file = files::pathFromUtf8(path);
    HOPWRIGHT_TRY_VOID(files::makePrivateFolders(file.parent_path()));
    return files::writeFile(file, json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace)
                                      + "\n");
}

Result<std::string> statePath(const std::string& drawing, const fs::path& dataFolder)
{
    const fs::path whole = wholePath(drawing);
    const fs::path beside = pathBeside(whole);
    const bool writable = isNameable(beside) && files::canMakeFilesIn(whole.parent_path())
                          && (!files::isThere(whole) || files::canWrite(whole));
    if (writable)
        return files::bytesOf(beside);
    HOPWRIGHT_TRY(const fs::path elsewhere, pathInDataFolder(whole, dataFolder));
    return files::bytesOf(elsewhere);
}

Result<void> forgetState(const std::string& drawing, const fs::path& dataFolder)
{
    const fs::path whole = wholePath(drawing);
    HOPWRIGHT_TRY(const fs::path elsewhere, pathInDataFolder(whole, dataFolder));
    for (const fs::path& path : {pathBeside(whole), elsewhere}) {
        if (isNameable(path) && files::isThere(path))
            HOPWRIGHT_TRY_VOID(writeState(files::bytesOf(path), {}));
    }
    return {};
}

plan::KnownStates statesAtStart(const model::Graph& graph, const State& state)
{
    LabMachines machines;
    for (const auto& [id, computer] : graph.computers)
        machines.emplace(id, settingsOf(computer));
    addShares(machines, graph);
    std::ignore = setChanges(
        [&machines](model::ComputerId id) {
            const auto found = machines.find(id);
            return found == machines.end() ? nullptr : &found->second;
        },
        state.applied);
    plan::KnownStates out;
    for (const auto& [id, machine] : machines)
        out.emplace_hint(out.end(), id, stateOf(machine));
    return out;
}

}  // namespace hopwright::practice

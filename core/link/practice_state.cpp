#include "core/link/practice_lab.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace hopwright::link {

namespace {

constexpr const char* format = "hopwright.practice/1";
constexpr std::string_view formatName = "hopwright.practice/";
constexpr std::array<const char*, 5> settingNames = {"client-role", "server-role", "allow-fresh",
                                                     "allow-fresh-ntlm-only", "trusted-hosts"};

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
    if (named.starts_with(formatName))
        return fail(ErrorCode::NewerVersion, "a practice state of a later version: " + named);
    return fail(ErrorCode::Malformed, "no practice state");
}

Result<plan::Change> changeFrom(const json& entry)
{
    if (!entry.is_object())
        return fail(ErrorCode::Malformed, "a change that is no object");
    const auto computer = entry.find("computer");
    const bool isId =
        computer != entry.end() && computer->is_number_unsigned()
        && computer->get<std::uint64_t>() <= std::numeric_limits<std::uint32_t>::max();
    if (!isId)
        return fail(ErrorCode::Malformed, "a change of no machine");
    const auto setting = std::ranges::find(settingNames, textOf(entry, "setting").value_or(""));
    if (setting == settingNames.end())
        return fail(ErrorCode::Malformed, "a change of an unknown setting");
    auto value = textOf(entry, "value");
    if (!value)
        return fail(ErrorCode::Malformed, "a change without a value");
    return plan::Change{.computer = model::ComputerId{computer->get<std::uint32_t>()},
                        .setting =
                            static_cast<plan::Change::Setting>(setting - settingNames.begin()),
                        .value = std::move(*value)};
}

QString pathBeside(const QFileInfo& drawing)
{
    return drawing.absoluteFilePath() + QStringLiteral(".practice");
}

QString pathInDataFolder(const QFileInfo& drawing)
{
    const QByteArray name =
        QCryptographicHash::hash(drawing.absoluteFilePath().toUtf8(), QCryptographicHash::Sha256)
            .toHex()
            .left(16);
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return folder + QStringLiteral("/hopwright/practice/") + QString::fromLatin1(name)
           + QStringLiteral(".practice");
}

}  // namespace

Result<PracticeState> parsePracticeState(std::string_view text)
{
    if (text.size() > maxPracticeStateBytes)
        return fail(ErrorCode::TooLarge, "a practice state of more than 4 MiB");
    const json file = json::parse(text, nullptr, false);
    HOPWRIGHT_TRY_VOID(checkFormat(file));
    const auto applied = file.find("applied");
    if (applied == file.end() || !applied->is_array())
        return fail(ErrorCode::Malformed, "a practice state without its list of changes");
    if (applied->size() > maxPracticeChanges)
        return fail(ErrorCode::TooLarge, "a practice state of more than 100,000 changes");
    PracticeState out;
    for (const json& each : *applied) {
        HOPWRIGHT_TRY(auto change, changeFrom(each));
        out.applied.push_back(std::move(change));
    }
    return out;
}

Result<PracticeState> readPracticeState(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    if (!file.exists())
        return PracticeState{};
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::FileUnreadable, path + ": " + file.errorString().toStdString());
    const QByteArray bytes = file.read(static_cast<qint64>(maxPracticeStateBytes) + 1);
    auto state = parsePracticeState({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    if (!state)
        return fail(state.error().code, path + ": " + state.error().detail);
    return state;
}

Result<void> writePracticeState(const std::string& path, const PracticeState& state)
{
    nlohmann::ordered_json json;
    json["format"] = format;
    json["applied"] = nlohmann::ordered_json::array();
    for (const plan::Change& each : state.applied) {
        json["applied"].push_back(
            {{"computer", static_cast<std::uint32_t>(each.computer)},
             {"setting", settingNames[static_cast<std::size_t>(each.setting)]},
             {"value", each.value}});
    }
    const QString name = QString::fromStdString(path);
    QDir().mkpath(QFileInfo(name).absolutePath());
    QSaveFile file(name);
    const std::string text =
        json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    const bool written = file.open(QIODevice::WriteOnly)
                         && file.write(text.c_str()) == static_cast<qint64>(text.size())
                         && file.commit();
    if (!written)
        return fail(ErrorCode::FileUnwritable, path + ": " + file.errorString().toStdString());
    return {};
}

std::string practiceStatePath(const std::string& drawing)
{
    const QFileInfo info(QString::fromStdString(drawing));
    const bool writable =
        QFileInfo(info.absolutePath()).isWritable() && (!info.exists() || info.isWritable());
    return (writable ? pathBeside(info) : pathInDataFolder(info)).toStdString();
}

Result<void> forgetPracticeState(const std::string& drawing)
{
    const QFileInfo info(QString::fromStdString(drawing));
    for (const QString& path : {pathBeside(info), pathInDataFolder(info)}) {
        if (QFileInfo::exists(path))
            HOPWRIGHT_TRY_VOID(writePracticeState(path.toStdString(), {}));
    }
    return {};
}

}  // namespace hopwright::link

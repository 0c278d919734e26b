#include "core/link/practice_lab.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

#include <nlohmann/json.hpp>

#include <array>

namespace hopwright::link {

namespace {

constexpr const char* format = "hopwright.practice/1";
constexpr qint64 maxStateFile = 4 * 1024 * 1024;
constexpr std::array<const char*, 5> settingNames = {"client-role", "server-role", "allow-fresh",
                                                     "allow-fresh-ntlm-only", "trusted-hosts"};

}  // namespace

Result<PracticeState> readPracticeState(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    if (!file.exists())
        return PracticeState{};
    if (!file.open(QIODevice::ReadOnly) || file.size() > maxStateFile)
        return fail(ErrorCode::FileUnreadable, path + ": " + file.errorString().toStdString());
    const auto json = nlohmann::json::parse(file.readAll().toStdString(), nullptr, false);
    if (!json.is_object() || json.value("format", "") != format || !json["applied"].is_array())
        return fail(ErrorCode::Malformed, path + " is no practice state");
    PracticeState out;
    for (const auto& each : json["applied"]) {
        const auto setting = std::ranges::find(settingNames, each.value("setting", ""));
        if (setting == settingNames.end())
            return fail(ErrorCode::Malformed, path + " names an unknown setting");
        out.applied.push_back(
            {.computer = model::ComputerId{each.value("computer", 0U)},
             .setting = static_cast<plan::Change::Setting>(setting - settingNames.begin()),
             .value = each.value("value", "")});
    }
    return out;
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
    const QString beside = info.absoluteFilePath() + QStringLiteral(".practice");
    const bool writable =
        QFileInfo(info.absolutePath()).isWritable() && (!info.exists() || info.isWritable());
    if (writable)
        return beside.toStdString();
    const QByteArray name =
        QCryptographicHash::hash(info.absoluteFilePath().toUtf8(), QCryptographicHash::Sha256)
            .toHex()
            .left(16);
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return (folder + QStringLiteral("/hopwright/practice/") + QString::fromLatin1(name)
            + QStringLiteral(".practice"))
        .toStdString();
}

}  // namespace hopwright::link

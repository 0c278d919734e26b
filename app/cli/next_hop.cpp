#include "app/cli/next_hop.h"

#include "app/cli/printing.h"
#include "ui/text/words.h"

#include <QFileInfo>

namespace hopwright::cli {

namespace {

constexpr std::string_view smbClientPrefix = "smbclient=";

}  // namespace

std::optional<ExitCode> checkNextHop(const Context& context, const std::string& nextHop)
{
    if (nextHop.empty() || nextHop.starts_with(smbClientPrefix))
        return std::nullopt;
    return exitWithUsage(context, ui::Text::tr("This next hop is not known."),
                         ui::fromUtf8(nextHop), ui::Text::tr("Write --next-hop smbclient=PATH."));
}

Result<std::string> programOf(const std::string& nextHop)
{
    if (nextHop.empty())
        return std::string();
    const QString path = QString::fromStdString(nextHop.substr(smbClientPrefix.size()));
    if (!QFileInfo(path).isExecutable() || QFileInfo(path).isDir()) {
        return fail(ErrorCode::FileUnreadable,
                    Sentence::saying("%1 is no program", path.toStdString()));
    }
    return QFileInfo(path).absoluteFilePath().toStdString();
}

}  // namespace hopwright::cli

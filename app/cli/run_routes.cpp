#include "app/cli/run_routes.h"

#include "core/files/path.h"
#include "core/link/practice_files.h"
#include "ui/text/words.h"

#include <QEventLoop>

namespace hopwright::cli {

probe::RunReport runRoutes(const Context& context, link::PracticeLab* lab,
                           const model::Graph& graph, link::RunOptions options,
                           const std::function<void(const probe::RunReport&)>& tell)
{
    link::RunSession session(lab);
    QEventLoop loop;
    QObject::connect(&session, &link::RunSession::finished, &loop, &QEventLoop::quit);
    QObject::connect(&context.stop, &process::StopSignal::raised, &session,
                     &link::RunSession::stop);
    session.start(graph, std::move(options));
    loop.exec();
    probe::RunReport report = session.report();
    tell(report);
    context.out.flush();
    QObject::connect(&session, &link::RunSession::closed, &loop, &QEventLoop::quit);
    if (!session.isClosed())
        loop.exec();
    return report;
}

Result<void> startLab(link::PracticeLab& lab, const model::Graph& graph, const std::string& file,
                      const link::Identity& opener)
{
    HOPWRIGHT_TRY(const practice::State state, link::readPracticeState(file));
    return lab.start(graph, state, opener);
}

QString shownName(const std::string& file)
{
    return ui::fromUtf8(files::shown(files::pathFromUtf8(file).filename()));
}

QString notOpened(const std::string& file)
{
    return ui::filled(ui::Text::tr("%1 was not opened"), {shownName(file)});
}

}  // namespace hopwright::cli

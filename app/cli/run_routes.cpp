#include "app/cli/run_routes.h"

#include "core/files/path.h"
#include "ui/text/words.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QTimer>

namespace hopwright::cli {

namespace {

constexpr int closingMs = 10'000;  ///< What is open on a machine may take this long to close.
constexpr int turnMs = 10;

}  // namespace

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
    QTimer turn;
    const QDeadlineTimer deadline(closingMs);
    QObject::connect(&turn, &QTimer::timeout, &loop, [&] {
        if (session.children().isEmpty() || deadline.hasExpired())
            loop.quit();
    });
    turn.start(turnMs);
    if (!session.children().isEmpty())
        loop.exec();
    return report;
}

Result<void> startLab(link::PracticeLab& lab, const model::Graph& graph, const std::string& file,
                      const link::Identity& opener)
{
    HOPWRIGHT_TRY(const link::PracticeState state,
                  link::readPracticeState(link::practiceStatePath(file)));
    return lab.start(graph, state, opener);
}

QString shownName(const std::string& file)
{
    return ui::fromUtf8(files::shown(files::pathFromUtf8(file).filename()));
}

QString notOpened(const std::string& file)
{
    return ui::filled(ui::said("%1 was not opened"), {shownName(file)});
}

}  // namespace hopwright::cli

#include "app/cli/new_drawing.h"

#include "app/cli/printing.h"
#include "app/cli/run_routes.h"
#include "core/files/read_file.h"
#include "core/link/practice_files.h"
#include "core/store/graph_file.h"
#include "ui/text/words.h"

namespace hopwright::cli {

QString notMade(const std::string& file)
{
    return ui::filled(ui::Text::tr("%1 was not made"), {shownName(file)});
}

std::optional<ExitCode> refuseExisting(const Context& context, const std::string& file, bool force)
{
    if (force || !files::isThere(files::pathFromUtf8(file)))
        return std::nullopt;
    return exitWith(context,
                    {.code = ErrorCode::NameTaken,
                     .detail = Sentence::saying("it exists; --force writes over it")},
                    notMade(file));
}

ExitCode makeDrawing(const Context& context, const std::string& file, const model::Graph& graph)
{
    const auto path = files::pathFromUtf8(file);
    if (const auto saved = store::saveGraph(path, graph); !saved)
        return exitWith(context, saved.error(), notMade(file));
    if (const auto forgotten = link::forgetPracticeState(file); !forgotten) {
        return exitWith(context, forgotten.error(),
                        ui::Text::tr("What was applied to the drawing before was not cleared"));
    }
    context.out << files::shown(path) << '\n';
    printed(context, ui::filled(ui::Text::tr("%1 was made"), {shownName(file)}));
    return ExitCode::Ok;
}

}  // namespace hopwright::cli

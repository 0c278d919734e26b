#include "app/cli/command.h"
#include "app/cli/diagnosis_json.h"
#include "app/cli/printing.h"
#include "app/cli/run_routes.h"
#include "core/diagnose/diagnosis.h"
#include "core/files/read_file.h"
#include "core/model/graph_rules.h"
#include "core/text/decode.h"
#include "ui/text/diagnosis_text.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"

#include <CLI/CLI.hpp>

#include <istream>
#include <iterator>
#include <memory>

namespace hopwright::cli {

namespace {

struct Options {
    std::string file = {};
    bool json = false;
    bool markdown = false;
    diagnose::Answers answers = {};
};

/// Standard input up to the limit of a text; one that has more is refused.
Result<std::string> readInput(std::istream& in)
{
    std::string out;
    constexpr std::size_t block = 65536;
    std::string piece(block, '\0');
    while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0) {
        out.append(piece, 0, static_cast<std::size_t>(in.gcount()));
        if (out.size() > diagnose::mostPasted) {
            return fail(ErrorCode::TooLarge, Sentence::saying("it has more than %1 MiB",
                                                              diagnose::mostPasted / 1024 / 1024));
        }
    }
    return out;
}

/// By what the text says: denied, something else is wrong, nothing is wrong, nothing was understood.
ExitCode exitCodeOf(const diagnose::Diagnosis& diagnosis)
{
    if (diagnosis.denied)
        return *diagnosis.denied ? ExitCode::Denied : ExitCode::Failed;
    return diagnosis.isUnderstood() || !diagnosis.chain.empty() ? ExitCode::Ok : ExitCode::BadInput;
}

void print(const Context& context, const diagnose::Diagnosis& diagnosis)
{
    if (!diagnosis.isUnderstood()) {
        context.out << utf8(diagnosis.chain.empty()
                                ? ui::Text::tr("Nothing was understood in this text.")
                                : ui::Text::tr("The text tells of no error."))
                    << '\n';
        if (!diagnosis.chain.empty())
            context.out << utf8(ui::Text::tr("Chain:")) << ' ' << diagnosis.chain << '\n';
    } else {
        context.out << utf8(ui::ticketText(diagnosis, ui::TicketForm::Plain)) << '\n';
        for (const diagnose::Question each : diagnosis.questions) {
            context.out << utf8(ui::Text::tr("Not said:")) << ' ' << utf8(ui::questionText(each))
                        << '\n';
        }
    }
    if (!diagnosis.pasted.blanks.empty()) {
        context.out << utf8(ui::Text::tr("%n passwords or keys in the text were blanked.", nullptr,
                                         static_cast<int>(diagnosis.pasted.blanks.size())))
                    << '\n';
    }
}

ExitCode run(const Context& context, const Options& options)
{
    Result<std::string> bytes =
        options.file.empty() || options.file == "-"
            ? readInput(context.in)
            : files::readFile(files::pathFromUtf8(options.file), diagnose::mostPasted);
    if (!bytes) {
        return exitWith(context, bytes.error(),
                        options.file.empty() ? ui::Text::tr("Standard input was not read")
                                             : notOpened(options.file));
    }
    const diagnose::Diagnosis diagnosis =
        diagnose::diagnose(text::decode(*bytes).text, options.answers);
    if (options.json) {
        printJson(context.out, diagnosisToJson(diagnosis));
    } else if (options.markdown) {
        context.out << utf8(ui::ticketText(diagnosis, ui::TicketForm::Markdown)) << '\n';
    } else {
        print(context, diagnosis);
    }
    return exitCodeOf(diagnosis);
}

std::function<ExitCode(const Context&)> define(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("FILE", options->file,
                   "The text: a ticket, an error, a transcript. Without it, standard input.");
    CLI::Option* const json = app.add_flag("--json", options->json, "Print hopwright.diagnosis/1.");
    app.add_flag("--markdown", options->markdown, "Print the answer for a ticket, as Markdown.")
        ->excludes(json);
    const auto machineName = [](const std::string& name) {
        const auto right = model::checkMachineName(name);
        return right ? std::string() : name + ": " + utf8(ui::errorText(right.error()).sentence);
    };
    app.add_option("--started-from", options->answers.startedFrom,
                   "The machine that opens the first session, where the text does not say it.")
        ->check(machineName);
    app.add_option("--ran-on", options->answers.ranOn,
                   "The machine that the command ran on, where the text does not say it.")
        ->check(machineName);
    app.add_option("--account", options->answers.account,
                   "Whose account it was, where the text does not say it.");
    return [options](const Context& context) {
        return run(context, *options);
    };
}

}  // namespace

const Command decodeCommand{
    .name = "decode",
    .summary = "Say which hop a pasted error or ticket is about, and why it fails.",
    .define = define};

}  // namespace hopwright::cli

#include "core/wire/wsman/shell.h"

#include "core/base/byte_writer.h"
#include "core/text/ascii.h"
#include "core/text/base64.h"
#include "core/text/xml.h"
#include "core/wire/wsman/duration.h"

#include <charconv>

namespace hopwright::wire::wsman {

namespace {

using wsman::childOf;
using wsman::textIn;
namespace ns = wsman::ns;

constexpr std::string_view stateUri =
    "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/CommandState/";
constexpr std::string_view signalUri =
    "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/signal/";

bool isTrue(std::string_view text)
{
    return text::equalsIgnoringAsciiCase(text, "true") || text == "1";
}

std::string stream(std::string_view name, std::string_view commandId, ByteView bytes, bool end)
{
    std::string head = "<rsp:Stream Name=\"";
    head += name;
    head += "\" CommandId=\"" + text::escapedXml(commandId) + "\"";
    head += end ? " End=\"true\">" : ">";
    constexpr std::string_view tail = "</rsp:Stream>";
    std::string encoded = text::toBase64(bytes);
    std::string out;
    out.reserve(head.size() + encoded.size() + tail.size());
    out += head;
    out += encoded;
    out += tail;
    OPENSSL_cleanse(encoded.data(), encoded.size());
    return out;
}

/// The content of a Stream: xs:base64Binary, so blanks may stand in it.
Result<Bytes> streamBytes(pugi::xml_node node)
{
    std::string encoded = textIn(node);
    std::erase_if(encoded, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
    Result<Bytes> out = text::fromBase64(encoded);
    OPENSSL_cleanse(encoded.data(), encoded.size());  // It may be a password on its way to stdin.
    return out;
}

Result<void> appendStream(pugi::xml_node node, Bytes& out)
{
    HOPWRIGHT_TRY(const Bytes bytes, streamBytes(node));
    if (bytes.size() > maxOutput - out.size())
        return fail(ErrorCode::TooLarge, Sentence::saying("the command said more than is kept"));
    append(out, bytes);
    return {};
}

template <typename T>
std::optional<T> number(std::string_view digits)
{
    T value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool whole = error == std::errc() && end == digits.data() + digits.size();
    return whole ? std::optional(value) : std::nullopt;
}

std::string attribute(pugi::xml_node node, const char* name)
{
    return node.attribute(name).value();
}

void readState(pugi::xml_node state, Received& out)
{
    out.done = attribute(state, "State").ends_with("/Done");
    const auto code = number<std::int64_t>(textIn(childOf(state, ns::shell, "ExitCode")));
    if (code)
        out.exitCode = static_cast<std::uint32_t>(*code & 0xFFFFFFFF);
}

/// Windows gives a quoted command to cmd.exe; quotes around the whole are cmd's, not the command's.
std::string withoutCmdQuotes(std::string command)
{
    const bool whole =
        command.size() >= 2 && command.front() == '"' && command.find('"', 1) == command.size() - 1;
    return whole ? command.substr(1, command.size() - 2) : command;
}

}  // namespace

std::string createBody(std::uint32_t idleTimeoutSeconds)
{
    return "<rsp:Shell><rsp:IdleTimeOut>PT" + std::to_string(idleTimeoutSeconds)
           + "S</rsp:IdleTimeOut><rsp:InputStreams>stdin</"
             "rsp:InputStreams>"
             "<rsp:OutputStreams>stdout stderr</rsp:OutputStreams></rsp:Shell>";
}

std::string commandBody(std::string_view commandLine)
{
    return "<rsp:CommandLine><rsp:Command>" + text::escapedXml(commandLine)
           + "</rsp:Command></rsp:CommandLine>";
}

std::string sendBody(std::string_view commandId, ByteView input, bool last)
{
    constexpr std::string_view head = "<rsp:Send>";
    constexpr std::string_view tail = "</rsp:Send>";
    std::string inner = stream("stdin", commandId, input, last);
    std::string out;
    out.reserve(head.size() + inner.size() + tail.size());
    out += head;
    out += inner;
    out += tail;
    OPENSSL_cleanse(inner.data(), inner.size());
    return out;
}

std::string receiveBody(std::string_view commandId)
{
    return "<rsp:Receive><rsp:DesiredStream CommandId=\"" + text::escapedXml(commandId)
           + "\">stdout stderr</rsp:DesiredStream></rsp:Receive>";
}

std::string signalBody(std::string_view commandId, SignalCode code)
{
    std::string out = "<rsp:Signal CommandId=\"" + text::escapedXml(commandId) + "\"><rsp:Code>";
    out += signalUri;
    out += code == SignalCode::Terminate ? "terminate" : "ctrl_c";
    out += "</rsp:Code></rsp:Signal>";
    return out;
}

Result<std::string> readShellId(const wsman::Envelope& answer)
{
    const pugi::xml_node created = answer.body();
    const pugi::xml_node set =
        childOf(childOf(created, ns::addressing, "ReferenceParameters"), ns::wsman, "SelectorSet");
    for (const pugi::xml_node each : set.children()) {
        if (isElement(each, ns::wsman, "Selector") && attribute(each, "Name") == "ShellId"
            && !textIn(each).empty())
            return textIn(each);
    }
    return fail(ErrorCode::Malformed, Sentence::saying("the answer to Create names no shell"));
}

Result<std::string> readCommandId(const wsman::Envelope& answer)
{
    std::string id = textIn(childOf(answer.body(), ns::shell, "CommandId"));
    if (id.empty()) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("the answer to Command names no command"));
    }
    return id;
}

Result<Received> readReceived(const wsman::Envelope& answer)
{
    Received out;
    const pugi::xml_node response = answer.body();
    if (!isElement(response, ns::shell, "ReceiveResponse"))
        return fail(ErrorCode::Malformed, Sentence::saying("this is no answer to Receive"));
    for (const pugi::xml_node each : response.children()) {
        const std::string name = attribute(each, "Name");
        if (isElement(each, ns::shell, "CommandState")) {
            readState(each, out);
        } else if (isElement(each, ns::shell, "Stream") && name == "stdout") {
            HOPWRIGHT_TRY_VOID(appendStream(each, out.standardOutput));
        } else if (isElement(each, ns::shell, "Stream") && name == "stderr") {
            HOPWRIGHT_TRY_VOID(appendStream(each, out.standardError));
        }
    }
    return out;
}

Result<CreateRequest> readCreate(const wsman::Envelope& request)
{
    const pugi::xml_node shell = request.body();
    if (!isElement(shell, ns::shell, "Shell"))
        return fail(ErrorCode::Malformed, Sentence::saying("the request describes no shell"));
    CreateRequest out{.inputStreams = textIn(childOf(shell, ns::shell, "InputStreams")),
                      .outputStreams = textIn(childOf(shell, ns::shell, "OutputStreams"))};
    if (const pugi::xml_node idle = childOf(shell, ns::shell, "IdleTimeOut")) {
        out.idleTimeout = wsman::readDuration(textIn(idle));
        if (!out.idleTimeout)
            return fail(ErrorCode::Malformed, Sentence::saying("IdleTimeOut is no duration"));
    }
    for (const auto& [name, value] : request.options()) {
        if (name == "WINRS_NOPROFILE") {
            out.loadsProfile = !isTrue(value);
        } else if (name == "WINRS_CODEPAGE") {
            out.codePage = number<std::uint32_t>(value);
            if (!out.codePage)
                return fail(ErrorCode::Malformed, Sentence::saying("WINRS_CODEPAGE is no number"));
        }
    }
    return out;
}

Result<CommandRequest> readCommand(const wsman::Envelope& request)
{
    const pugi::xml_node line = request.body();
    const pugi::xml_node command = childOf(line, ns::shell, "Command");
    if (!isElement(line, ns::shell, "CommandLine") || !command)
        return fail(ErrorCode::Malformed, Sentence::saying("the request has no command line"));
    CommandRequest out{.commandLine = withoutCmdQuotes(textIn(command))};
    for (const pugi::xml_node each : line.children()) {
        if (each.type() != pugi::node_element || each == command)
            continue;
        if (!isElement(each, ns::shell, "Arguments")) {
            return fail(ErrorCode::Malformed,
                        Sentence::saying("a command line has no such element"));
        }
        out.commandLine += " " + textIn(each);
    }
    return out;
}

Result<SendRequest> readSend(const wsman::Envelope& request)
{
    const pugi::xml_node stream = childOf(request.body(), ns::shell, "Stream");
    if (!isElement(request.body(), ns::shell, "Send") || attribute(stream, "Name") != "stdin")
        return fail(ErrorCode::Malformed, Sentence::saying("the request sends no stdin"));
    HOPWRIGHT_TRY(Bytes input, streamBytes(stream));
    SendRequest out{.commandId = attribute(stream, "CommandId"),
                    .input = Secret(ByteView(input)),
                    .last = isTrue(attribute(stream, "End"))};
    OPENSSL_cleanse(input.data(), input.size());
    return out;
}

std::string readCommandReference(const wsman::Envelope& request)
{
    const pugi::xml_node body = request.body();
    if (isElement(body, ns::shell, "Receive"))
        return attribute(childOf(body, ns::shell, "DesiredStream"), "CommandId");
    return attribute(body, "CommandId");
}

bool isInterrupt(const wsman::Envelope& request)
{
    const std::string code = text::asciiLower(textIn(childOf(request.body(), ns::shell, "Code")));
    return code.ends_with("ctrl_c") || code.ends_with("ctrl_break");
}

std::string createAnswer(std::string_view shellId, std::string_view owner, std::string_view address)
{
    const std::string id = text::escapedXml(shellId);
    return "<x:ResourceCreated><a:Address>" + text::escapedXml(address)
           + "</a:Address><a:ReferenceParameters><w:ResourceURI>" + std::string(wsman::cmdShellUri)
           + "</w:ResourceURI><w:SelectorSet><w:Selector Name=\"ShellId\">" + id
           + "</w:Selector></w:SelectorSet></a:ReferenceParameters></"
             "x:ResourceCreated><rsp:Shell><rsp:ShellId>"
           + id + "</rsp:ShellId><rsp:ResourceUri>" + std::string(wsman::cmdShellUri)
           + "</rsp:ResourceUri><rsp:Owner>" + text::escapedXml(owner)
           + "</rsp:Owner><rsp:IdleTimeOut>PT7200.000S</rsp:IdleTimeOut><rsp:InputStreams>stdin</"
             "rsp:InputStreams>"
             "<rsp:OutputStreams>stdout stderr</rsp:OutputStreams></rsp:Shell>";
}

std::string commandAnswer(std::string_view commandId)
{
    return "<rsp:CommandResponse><rsp:CommandId>" + text::escapedXml(commandId)
           + "</rsp:CommandId></rsp:CommandResponse>";
}

std::string sendAnswer()
{
    return "<rsp:SendResponse/>";
}

std::string receiveAnswer(std::string_view commandId, ByteView standardOutput,
                          ByteView standardError, std::uint32_t exitCode)
{
    std::string out = "<rsp:ReceiveResponse>";
    if (!standardOutput.empty())
        out += stream("stdout", commandId, standardOutput, false);
    if (!standardError.empty())
        out += stream("stderr", commandId, standardError, false);
    out += stream("stdout", commandId, {}, true);
    out += stream("stderr", commandId, {}, true);
    out += "<rsp:CommandState CommandId=\"" + text::escapedXml(commandId) + "\" State=\""
           + std::string(stateUri) + "Done\"><rsp:ExitCode>" + std::to_string(exitCode)
           + "</rsp:ExitCode></rsp:CommandState></rsp:ReceiveResponse>";
    return out;
}

std::string signalAnswer()
{
    return "<rsp:SignalResponse/>";
}

}  // namespace hopwright::wire::wsman

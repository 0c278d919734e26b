#include "core/base/byte_writer.h"
#include "core/wire/winrm/client_session_private.h"
#include "core/wire/wsman/encrypted_body.h"
#include "core/wire/wsman/shell.h"

#include <algorithm>
#include <utility>

namespace hopwright::wire::winrm {

void ClientSession::Private::sendSoap(std::string_view action, std::string_view body)
{
    const wsman::RequestHeader header{
        .action = std::string(action),
        .messageId = config.random.takeUuid(),
        .to = address(),
        .shellId = shellId,
        .options =
            action == wsman::action::create
                ? std::vector<std::pair<std::string, std::string>>{{"WINRS_NOPROFILE", "TRUE"},
                                                                   {"WINRS_CODEPAGE", "65001"}}
                : std::vector<std::pair<std::string, std::string>>{},
        .operationTimeoutSeconds = action == wsman::action::receive
                                       ? config.receiveTimeoutSeconds
                                       : config.operationTimeoutSeconds};
    std::string soap = wsman::requestEnvelope(header, body);
    auto sealed = wsman::encryptBody(*sealer, bytesOf(soap));
    OPENSSL_cleanse(soap.data(), soap.size());
    if (!sealed) {
        failOn(stage, sealed.error());
        return;
    }
    send({{"Content-Type", sealed->contentType}}, std::move(sealed->body));
}

void ClientSession::Private::onSoap(const http::Response& response)
{
    if (response.status
        == statusUnauthorized) {  // The sign-in is gone, and with it the way to end the shell.
        end(stage, StageState::Failed, Sentence::saying("HTTP %1", response.status));
        return;
    }
    if (response.status != statusOk && response.status != statusServerError) {
        endShell(StageState::Failed, Sentence::saying("HTTP %1", response.status));
        return;
    }
    const std::string_view contentType = response.headers.find("Content-Type").value_or("");
    if (!wsman::isEncryptedContentType(contentType)) {
        endShell(StageState::Failed, Sentence::saying("the answer is not sealed"));
        return;
    }
    const Result<Bytes> soap = wsman::decryptBody(*sealer, response.body);
    if (!soap) {
        endShell(StageState::Failed, soap.error().detail);
        return;
    }
    const Result<wsman::Envelope> envelope = wsman::Envelope::parse(textOf(*soap));
    if (!envelope) {
        endShell(StageState::Failed, envelope.error().detail);
        return;
    }
    if (const auto fault = wsman::faultOf(*envelope)) {
        onFault(*fault);
    } else {
        onAnswer(*envelope);
    }
}

void ClientSession::Private::endShell(StageState how, Sentence evidence, Refusal refusal,
                                      std::optional<std::uint32_t> code)
{
    const bool cleansUp =
        state == State::Signaling || state == State::Deleting || state == State::LateCreate;
    if (!cleansUp)  // Else how the run ended is known.
        event(stage, how, std::move(evidence), refusal, code);
    commandEnds = !commandId.empty() && state != State::Signaling && state != State::Deleting;
    shellEnds = !shellId.empty() && state != State::Deleting;
    state = State::Ending;
    endNext();
}

void ClientSession::Private::onFault(const wsman::Fault& fault)
{
    if (state == State::Receiving && fault.code == wsman::codeTimedOut) {
        sendSoap(wsman::action::receive, wsman::receiveBody(commandId));
        return;
    }
    const bool denied = fault.code == wsman::codeAccessDenied;
    endShell(denied ? StageState::Denied : StageState::Failed,
             Sentence::verbatim(fault.message.empty() ? fault.reason : fault.message),
             denied ? Refusal::AccessDenied : Refusal::None, fault.code);
}

void ClientSession::Private::onAnswer(const wsman::Envelope& envelope)
{
    switch (state) {
    case State::Creating: {
        auto id = wsman::readShellId(envelope);
        if (!id) {
            failOn(Stage::Shell, id.error());
            return;
        }
        shellId = std::move(*id);
        event(Stage::Shell, StageState::Passed, Sentence::saying("shell opened"));
        event(Stage::Command, StageState::Running);
        state = State::Commanding;
        sendSoap(wsman::action::command, wsman::commandBody(config.commandLine));
        return;
    }
    case State::Commanding: {
        auto id = wsman::readCommandId(envelope);
        if (!id) {
            endShell(StageState::Failed, id.error().detail);
            return;
        }
        commandId = std::move(*id);
        sendInput();
        return;
    }
    case State::Sending:
        sendInput();
        return;
    case State::Receiving:
        onReceived(envelope);
        return;
    case State::Signaling:
        state = State::Deleting;
        sendSoap(wsman::action::remove, {});
        return;
    case State::Deleting:
        state = State::Over;
        out.closed = true;
        return;
    case State::LateCreate: {
        auto id = wsman::readShellId(envelope);
        if (!id) {
            failOn(Stage::Shell, id.error());
            return;
        }
        shellId = std::move(*id);
        state = State::Ending;
        sendSoap(wsman::action::remove, {});
        return;
    }
    case State::Idle:
    case State::Authenticating:
    case State::Waiting:
    case State::Gate:
    case State::Ending:
    case State::Over:
        return;
    }
}

/// The next part of standard input, or the first Receive when all of it is sent.
void ClientSession::Private::sendInput()
{
    const ByteView input = config.standardInput.expose();
    if (sent >= input.size()) {
        state = State::Receiving;
        sendSoap(wsman::action::receive, wsman::receiveBody(commandId));
        return;
    }
    state = State::Sending;
    const std::size_t count = std::min(wsman::maxSend, input.size() - sent);
    const bool last = sent + count == input.size();
    std::string body = wsman::sendBody(commandId, input.subspan(sent, count), last);
    sent += count;
    sendSoap(wsman::action::send, body);
    OPENSSL_cleanse(body.data(), body.size());
}

void ClientSession::Private::onReceived(const wsman::Envelope& envelope)
{
    auto received = wsman::readReceived(envelope);
    if (!received) {
        endShell(StageState::Failed, received.error().detail);
        return;
    }
    append(result.standardOutput, received->standardOutput);
    append(result.standardError, received->standardError);
    if (result.standardOutput.size() + result.standardError.size() > wsman::maxOutput) {
        endShell(StageState::Failed, Sentence::saying("the command said more than is kept"));
        return;
    }
    if (!received->done) {
        sendSoap(wsman::action::receive, wsman::receiveBody(commandId));
        return;
    }
    result.exitCode = received->exitCode;
    event(Stage::Command, StageState::Passed,
          result.exitCode ? Sentence::saying("exit code %1", *result.exitCode)
                          : Sentence::saying("ended without an exit code"));
    out.resultIsKnown = true;
    state = State::Signaling;
    sendSoap(wsman::action::signal, wsman::signalBody(commandId, wsman::SignalCode::Terminate));
}

void ClientSession::Private::cancel()
{
    if (state == State::Over || state == State::Ending || state == State::LateCreate)
        return;
    if (state == State::Creating) {
        state = State::LateCreate;
        return;
    }
    if (shellId.empty()) {
        state = State::Over;
        out.closed = true;
        return;
    }
    state = State::Ending;
    shellEnds = true;
    if (commandId.empty()) {
        endNext();
        return;
    }
    commandEnds = true;
    sendSoap(wsman::action::signal, wsman::signalBody(commandId, wsman::SignalCode::CtrlC));
}

/// What ends a command that was cancelled or failed, one after another: ctrl_c is answered when the script had time for its `finally`, and
/// only then it is freed, and the shell with it (winrm-protocol §6.6). A Delete at once would kill it in the middle.
void ClientSession::Private::endNext()
{
    if (std::exchange(commandEnds, false)) {
        sendSoap(wsman::action::signal, wsman::signalBody(commandId, wsman::SignalCode::Terminate));
    } else if (std::exchange(shellEnds, false)) {
        sendSoap(wsman::action::remove, {});
    } else {
        state = State::Over;
        out.closed = true;
    }
}

}  // namespace hopwright::wire::winrm

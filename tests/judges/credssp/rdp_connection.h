#pragma once

#include "core/base/byte_writer.h"
#include "core/wire/asn1/der_reader.h"
#include "core/wire/credssp/ts_request_codec.h"
#include "core/wire/tls/tls_channel.h"

#include <QTcpSocket>

namespace hopwright::test {

/// CredSSP as RDP carries it: an X.224 prelude (MS-RDPBCGR 2.2.1.1), TLS on the socket, then bare
/// TSRequests. The other transport of the same protocol, and the one that FreeRDP speaks.
class RdpConnection {
public:
    RdpConnection(QTcpSocket& socket, wire::tls::TlsChannel tls)
        : m_socket(socket), m_tls(std::move(tls))
    {
    }

    /// The client's prelude: asks for PROTOCOL_HYBRID, 2.
    Result<void> requestHybrid()
    {
        m_socket.write(QByteArray::fromHex("030000130ee000000000000100080002000000"));
        HOPWRIGHT_TRY(const QByteArray answer, readPacket());
        const bool selected = answer.size() == 19 && answer[5] == '\xD0' && answer[11] == '\x02'
                              && answer[15] == '\x02';
        return selected ? Result<void>()
                        : fail(ErrorCode::PeerRefused, Sentence::verbatim("no CredSSP selected"));
    }

    /// The server's: takes any request, and selects PROTOCOL_HYBRID.
    Result<void> selectHybrid()
    {
        HOPWRIGHT_TRY([[maybe_unused]] const QByteArray request, readPacket());
        m_socket.write(QByteArray::fromHex("030000130ed000000000000200080002000000"));
        return {};
    }

    Result<void> shakeHands(bool isClient)
    {
        Bytes in;
        for (bool first = isClient; !m_tls.isEstablished(); first = false) {
            if (!first) {
                HOPWRIGHT_TRY(in, readSome());
            }
            auto out = m_tls.handshake(in);
            write(out ? *out : m_tls.takePending());
            if (!out)
                return fail(std::move(out).error());
        }
        return {};
    }

    Result<void> send(const wire::credssp::TsRequest& message)
    {
        HOPWRIGHT_TRY(const Bytes record, m_tls.encrypt(wire::credssp::encode(message)));
        write(record);
        return {};
    }

    Result<wire::credssp::TsRequest> receive()
    {
        // What came with the end of the handshake is in there already.
        HOPWRIGHT_TRY(const Bytes early, m_tls.decrypt({}));
        append(m_plain, early);
        for (;;) {
            HOPWRIGHT_TRY(const auto size, wire::asn1::elementSize(m_plain));
            if (size && *size <= m_plain.size()) {  // RDP itself may follow in the same record.
                auto message = wire::credssp::decode(ByteView(m_plain).first(*size));
                m_plain.erase(m_plain.begin(),
                              m_plain.begin() + static_cast<std::ptrdiff_t>(*size));
                return message;
            }
            HOPWRIGHT_TRY(const Bytes in, readSome());
            HOPWRIGHT_TRY(const Bytes plain, m_tls.decrypt(in));
            append(m_plain, plain);
        }
    }

    const wire::tls::TlsChannel& tls() const { return m_tls; }

private:
    static constexpr int patience = 10000;

    void write(ByteView out)
    {
        m_socket.write(reinterpret_cast<const char*>(out.data()), static_cast<qint64>(out.size()));
        m_socket.flush();
    }
    Result<Bytes> readSome()
    {
        if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(patience)) {
            return fail(ErrorCode::PeerClosed,
                        Sentence::verbatim("the peer closed the connection"));
        }
        const QByteArray in = m_socket.readAll();
        const ByteView view = bytesOf({in.constData(), static_cast<std::size_t>(in.size())});
        return Bytes(view.begin(), view.end());
    }
    /// One TPKT: its length is in bytes 2 and 3 (RFC 1006 6).
    Result<QByteArray> readPacket()
    {
        QByteArray packet;
        while (packet.size() < 4 || packet.size() < static_cast<unsigned char>(packet[3])) {
            if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(patience)) {
                return fail(ErrorCode::PeerClosed,
                            Sentence::verbatim("the peer closed the connection"));
            }
            const qsizetype wanted = packet.size() < 4 ? 4 : static_cast<unsigned char>(packet[3]);
            packet += m_socket.read(wanted - packet.size());
        }
        return packet;
    }

    QTcpSocket& m_socket;
    wire::tls::TlsChannel m_tls;
    Bytes m_plain;
};

}  // namespace hopwright::test

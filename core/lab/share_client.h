#pragma once

#include "core/base/bytes.h"
#include "core/crypto/random_stream.h"
#include "core/vocabulary/stage.h"
#include "core/vocabulary/state.h"
#include "core/wire/auth/factory.h"

#include <memory>
#include <string>
#include <vector>

namespace hopwright::lab {

/// What a lab host does at a share of another: the lab's own HTTP with Negotiate, which stands in for SMB (no port 445,
/// no SMB dialect). The verbs are WebDAV's: PUT with If-None-Match, GET, DELETE, PROPFIND (RFC 4918, RFC 9110 13.1.2).
struct ShareTask {
    std::string host = {};
    std::string share = {};
    std::string action = {};  ///< create-file, list-share, read-file
    std::string file = {};
    std::string token = {};
};

/// The Win32 codes that the stand-in answers with, by HTTP status.
inline constexpr std::uint32_t errorAccessDenied = 5;
inline constexpr std::uint32_t errorBadNetworkPath = 53;
inline constexpr std::uint32_t errorBadNetworkName = 67;
inline constexpr std::uint32_t errorFileExists = 80;
inline constexpr std::uint32_t errorLogonFailure = 1326;

/// Something that happened at the share.
struct ShareEvent {
    Stage stage = Stage::Offer;
    StageState state =
        StageState::Passed;  ///< Unknown: the lab cannot say, or cannot see it, and why.
    std::uint32_t code = 0;  ///< Of Win32.
    std::string evidence = {};
};

/// The client's end of one visit to a share. Sans I/O. Signs in once, with the identity given; an empty one is nobody.
/// Never overwrites; deletes only what holds the token it wrote.
class ShareClient {
public:
    struct Output {
        Bytes send = {};
        std::vector<ShareEvent> events = {};
        bool done = false;
    };

    ShareClient(ShareTask task, wire::auth::Identity identity, wire::auth::MakeInitiator initiator,
                crypto::RandomStream random);
    ~ShareClient();
    ShareClient(ShareClient&&) noexcept;
    ShareClient& operator=(ShareClient&&) noexcept;
    ShareClient(const ShareClient&) = delete;
    ShareClient& operator=(const ShareClient&) = delete;

    Output start();
    Output receive(ByteView bytes);
    Output peerClosed();
    /// Whether a file was created, or may have been, that is not confirmed as deleted.
    bool leavesFile() const noexcept;

private:
    struct Private;
    std::unique_ptr<Private> m;
};

}  // namespace hopwright::lab

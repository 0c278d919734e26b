#pragma once

#include "core/base/bytes.h"
#include "core/crypto/random_stream.h"
#include "core/lab/lab_world.h"
#include "core/wire/auth/factory.h"

#include <memory>

namespace hopwright::lab {

/// One connection to a lab host's share port, from the server's end: HTTP with Negotiate, in place of SMB.
///
/// Lets nobody in anonymously but to be told so: a caller without a name gets "5, access is denied", as restrict anonymous
/// does. A file is created only where none is, and belongs to whoever signed in.
class ShareConnection {
public:
    struct Output {
        Bytes send = {};
        bool close = false;
    };

    /// \p world and \p self outlive this; files are kept in self's shares.
    ShareConnection(const LabWorld& world, LabMachine& self, wire::auth::MakeAcceptor acceptor,
                    crypto::RandomStream random);
    ~ShareConnection();
    ShareConnection(const ShareConnection&) = delete;
    ShareConnection& operator=(const ShareConnection&) = delete;

    Output received(ByteView bytes);
    /// Also anonymously; a sign-in that fails ends the one before it.
    bool isSignedIn() const noexcept;

private:
    struct Private;
    std::unique_ptr<Private> m;
};

/// The most bytes of one file, and files of one share, that a lab host keeps.
inline constexpr std::size_t maxShareFile = std::size_t{64} * 1024;
inline constexpr std::size_t maxShareFiles = 1000;

}  // namespace hopwright::lab

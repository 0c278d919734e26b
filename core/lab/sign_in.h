#pragma once

#include "core/base/file_time.h"
#include "core/lab/lab_world.h"
#include "core/wire/auth/factory.h"

namespace hopwright::lab {

// The mechanisms that lab hosts speak, in one place: what the hosts are made of is handed them.

/// With what \p client signs in at another host's WinRM.
wire::auth::MakeInitiator winrmInitiator(const LabMachine& client, FileTime now);
/// What lets clients sign in at \p host's WinRM: nobody without a name.
wire::auth::MakeAcceptor winrmAcceptor(const LabMachine& host, FileTime now);

/// With what a host signs in at another's share.
wire::auth::MakeInitiator shareInitiator(FileTime now);
/// What lets clients sign in at \p host's shares: also nobody, whom its access list then refuses.
wire::auth::MakeAcceptor shareAcceptor(const LabMachine& host, FileTime now);

}  // namespace hopwright::lab

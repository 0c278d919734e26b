#pragma once

#include "core/crypto/certificate.h"
#include "core/link/key_maker.h"
#include "core/link/lab_listener.h"
#include "core/link/practice_lab.h"

#include <map>
#include <memory>
#include <set>

namespace hopwright::link {

/// What a running practice lab consists of: inside core/link only.
struct PracticeLab::Hosts {
    lab::LabWorld world = {};
    std::map<model::ComputerId, std::size_t> machineIndex = {};
    PracticeState state = {};
    std::shared_ptr<const crypto::CertifiedKey> authority = {};
    KeyMaker keys{};
    /// Machines that a certificate is made for when they need one: those that a route meets, and those that somebody asked.
    std::set<std::size_t> met = {};
    std::set<std::size_t> ordered =
        {};  ///< Machines whose certificate was asked for since the start.
    crypto::RandomStream random = systemRandom();
    std::unique_ptr<LabListener> listener = {};  ///< Last: it refers to the world.
};

}  // namespace hopwright::link

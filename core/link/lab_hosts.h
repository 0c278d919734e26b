#pragma once

#include "core/crypto/certificate.h"
#include "core/link/lab_listener.h"
#include "core/link/practice_lab.h"

#include <map>
#include <memory>

namespace hopwright::link {

/// What a running practice lab consists of: inside core/link only.
struct PracticeLab::Hosts {
    lab::LabWorld world = {};
    std::map<model::ComputerId, std::size_t> machineIndex = {};
    PracticeState state = {};
    crypto::CertifiedKey authority = {};
    crypto::RandomStream random = systemRandom();
    std::unique_ptr<LabListener> listener = {};  ///< Last: it refers to the world.
};

}  // namespace hopwright::link

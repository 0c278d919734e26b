#pragma once

#include "core/link/key_maker.h"
#include "core/link/lab_listener.h"
#include "core/link/practice_lab.h"
#include "core/practice/lab.h"

#include <memory>

namespace hopwright::link {

/// What a running practice lab consists of: inside core/link only.
struct PracticeLab::Hosts : practice::Lab {
    Hosts() : Lab(systemRandom()) {}

    KeyMaker keys{};
    std::unique_ptr<LabListener> listener = {};  ///< Last: it refers to the world.
};

}  // namespace hopwright::link

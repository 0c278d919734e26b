#pragma once

#include "core/files/path.h"
#include "core/files/read_file.h"
#include "core/files/write_file.h"

namespace hopwright::store {

using files::pathFromUtf8;
using files::readFile;
using files::TextForPath;
using files::writeFile;

}  // namespace hopwright::store

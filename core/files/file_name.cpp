#include "core/files/file_name.h"

#include "core/text/ascii.h"

#include <algorithm>
#include <array>

namespace hopwright::files {

namespace {

using namespace std::string_view_literals;

constexpr std::array devices = {"con"sv, "prn"sv, "aux"sv, "nul"sv, "conin$"sv, "conout$"sv};
constexpr std::array numberedDevices = {"com"sv, "lpt"sv};
constexpr std::array superscripts = {"\u00b9"sv, "\u00b2"sv, "\u00b3"sv};

bool isControl(char byte)
{
    constexpr unsigned char firstShown = 0x20;
    return static_cast<unsigned char>(byte) < firstShown;
}

bool isDeviceNumber(std::string_view text)
{
    const bool digit = text.size() == 1 && text.front() >= '0' && text.front() <= '9';
    return digit || std::ranges::find(superscripts, text) != superscripts.end();
}

bool isDevice(std::string_view name)
{
    std::string stem = text::asciiLower(name.substr(0, name.find('.')));
    stem.erase(stem.find_last_not_of(' ') + 1);
    if (std::ranges::find(devices, stem) != devices.end())
        return true;
    return std::ranges::any_of(numberedDevices, [&stem](std::string_view device) {
        return stem.starts_with(device)
               && isDeviceNumber(std::string_view(stem).substr(device.size()));
    });
}

}  // namespace

bool isFileName(std::string_view name)
{
    if (name.empty() || name.ends_with('.') || name.ends_with(' ') || isDevice(name))
        return false;
    return name.find_first_of(R"(/\<>:"|?*)") == std::string_view::npos
           && std::ranges::none_of(name, isControl);
}

}  // namespace hopwright::files

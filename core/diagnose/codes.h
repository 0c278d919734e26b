#pragma once

#include "core/text/place.h"
#include "core/vocabulary/status_code.h"

#include <string_view>
#include <vector>

namespace hopwright::diagnose {

/// A number in a text that some row of resources/errors.tsv, or domain reference §8.5, can mean.
struct FoundCode {
    StatusCode code = {};
    text::Place place = {};

    bool operator==(const FoundCode&) const = default;
};

/// The codes of \p clean in every spelling of domain reference §8.7: `0x80070005`, `80070005`, -2147024891, 2147942405,
/// `error 5`, `System error 5`, `Msg 18456`, `HTTP 401`. A small number counts only behind a word that says what it is, so a date,
/// a port and a line number are none. In the order of the text. Cost: linear.
std::vector<FoundCode> findCodes(std::string_view clean);

/// The number of an event, behind a word that says so: `Event ID: 4625`, `Ereignis-ID 4625`, `<EventID>4625</EventID>`.
struct FoundEvent {
    unsigned number = 0;
    text::Place place = {};

    bool operator==(const FoundEvent&) const = default;
};
std::vector<FoundEvent> findEvents(std::string_view clean);

}  // namespace hopwright::diagnose

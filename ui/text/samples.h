#pragma once

#include <QString>

#include <span>

namespace hopwright::ui {

/// A drawing that comes with the programs: a situation that administrators meet.
struct Sample {
    const char* name;   ///< Of its file in resources/samples, without the ending: `web-to-sql`.
    const char* title;  ///< For Text::tr(): "web server to SQL Server".
    const char* shows;  ///< For Text::tr(): one sentence without full stop.
};

/// The sample of the first start, with its relatives in the same domain.
std::span<const Sample> firstSamples();
/// Eight situations, each in a domain of its own.
std::span<const Sample> fieldSamples();

/// Of all of them; null: there is none of that name.
const Sample* sampleNamed(const QString& name);
/// "Sample: web server to SQL Server", as an untitled copy of it is called.
QString sampleTitle(const Sample& sample);
/// The same as one of a list of samples: "Web server to SQL Server".
QString sampleChoice(const Sample& sample);

/// Where the program has it: `:/hopwright/samples/web-to-sql.hopw`.
QString sampleResource(const Sample& sample);

/// A static library's resources are not known by themselves: whoever reads one by its path calls this before.
void initSamples();

}  // namespace hopwright::ui

// What a pasted text costs: docs/performance.md, "A pasted text".
#include "core/diagnose/diagnosis.h"
#include "tests/bench/stopwatch.h"

#include <sys/resource.h>

#include <cstdio>
#include <string>
#include <tuple>

using namespace hopwright;

namespace {

/// A transcript as `Start-Transcript` writes it: prompts, commands, tables, errors, and now and then a secret.
std::string transcript(std::size_t size)
{
    std::string out = "Windows PowerShell transcript start\nMachine: kai-terminal-09\n";
    for (int i = 0; out.size() < size; ++i) {
        const std::string n = std::to_string(i);
        out += "[kai-terminal-09]: PS C:\\jobs> Get-ChildItem \\\\lagerhaus-nas\\eingang$\\" + n
               + "\n";
        if (i % 7 == 0)
            out += "Get-ChildItem : Access to the path '\\\\lagerhaus-nas\\eingang$' is denied.\n"
                   "    + CategoryInfo          : PermissionDenied: (\\\\lagerhaus-nas:String) []\n"
                   "    + FullyQualifiedErrorId : DirUnauthorizedAccessError,Microsoft.PowerShell."
                   "Commands.GetChildItemCommand\n";
        if (i % 11 == 0)
            out += "net use \\\\lagerhaus-nas\\x /user:HAFEN\\svc-" + n + " Moewe!" + n + "\n";
        out += "-a----        09.03.2026     02:00         " + n + "48213 order-" + n
               + ".csv\n"
                 "2026-03-09 02:00:07 step "
               + n + " of the nightly copy: nothing to do\n";
    }
    out.resize(size);
    return out;
}

double megabytesAtMost()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

void measure(const char* name, std::size_t size, int rounds)
{
    const std::string text = transcript(size);
    const double before = megabytesAtMost();
    const double ms =
        bench::medianMs(rounds, [&] { std::ignore = diagnose::diagnose(text).candidates.size(); });
    bench::tell(name, ms, "ms");
    std::printf("%64s %10.1f times its size in memory\n", "",
                (megabytesAtMost() - before) * 1024 * 1024 / static_cast<double>(size));
}

}  // namespace

int main()
{
    constexpr std::size_t kilo = 1024;
    measure("a ticket of 2 KiB", 2 * kilo, 200);
    measure("32 KiB: what the window reads at once", 32 * kilo, 50);
    measure("a ticket of 200 KiB", 200 * kilo, 20);
    measure("a transcript of 2 MiB", 2 * kilo * kilo, 5);
    measure("a transcript of 20 MiB", 20 * kilo * kilo, 3);
    return 0;
}

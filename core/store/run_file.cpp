#include "core/store/run_file.h"

#include "core/base/byte_writer.h"
#include "core/crypto/sha256.h"
#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "core/probe/run_json.h"
#include "core/probe/run_reading.h"
#include "core/store/graph_file.h"
#include "core/text/hex.h"

#include <algorithm>
#include <set>
#include <utility>

namespace hopwright::store {

namespace {

Result<std::string> hashOf(std::string_view text)
{
    HOPWRIGHT_TRY(const crypto::Sha256Digest digest, crypto::sha256(bytesOf(text)));
    return text::toHex(digest);
}

std::unexpected<Error> tooLarge()
{
    return fail(ErrorCode::TooLarge, Sentence::saying("a run of more than 64 MiB"));
}

/// Whoever shows a result looks its hop up in the drawing.
Result<void> checkIsOf(const probe::RunReport& report, const model::Graph& graph)
{
    std::set<model::RouteId> seen;
    for (const probe::RouteResult& route : report.routes) {
        const auto drawn = graph.routes.find(route.route);
        const bool isOf =
            drawn != graph.routes.end() && seen.insert(route.route).second
            && std::ranges::equal(route.hops, drawn->second.hops, {}, &probe::HopResult::hop);
        if (!isOf) {
            return fail(ErrorCode::Malformed,
                        Sentence::saying("the results of %1 are not of the drawing that it holds",
                                         route.name));
        }
    }
    return {};
}

}  // namespace

Result<std::string> writeRun(const StoredRun& run)
{
    probe::RunOrigin origin{.version = run.version,
                            .time = run.time,
                            .title = run.title,
                            .drawing = writeGraph(run.graph),
                            .applied = run.applied};
    HOPWRIGHT_TRY(origin.sha256, hashOf(origin.drawing));
    std::string out = probe::toRunFile(run.report, run.graph, origin);
    if (out.size() > maxRunFileBytes)
        return tooLarge();
    return out;
}

Result<StoredRun> readRun(std::string_view bytes)
{
    if (bytes.size() > maxRunFileBytes)
        return tooLarge();
    HOPWRIGHT_TRY(probe::ReadRun read, probe::readRunFile(bytes));
    HOPWRIGHT_TRY(const std::string hash, hashOf(read.origin.drawing));
    if (hash != read.origin.sha256) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("the drawing in it is not the one that was tested: its hash "
                                     "is another"));
    }
    auto graph = readGraph(read.origin.drawing);
    if (!graph) {
        return fail(graph.error().code,
                    Sentence::saying("the drawing in it: %1", graph.error().detail));
    }
    HOPWRIGHT_TRY_VOID(checkIsOf(read.report, *graph));
    return StoredRun{.version = std::move(read.origin.version),
                     .time = std::move(read.origin.time),
                     .title = std::move(read.origin.title),
                     .graph = *std::move(graph),
                     .applied = std::move(read.origin.applied),
                     .report = std::move(read.report)};
}

Result<StoredRun> loadRun(const std::filesystem::path& path)
{
    HOPWRIGHT_TRY(const std::string bytes, files::readFile(path, maxRunFileBytes));
    return readRun(bytes);
}

Result<void> saveRun(const std::filesystem::path& path, const StoredRun& run)
{
    HOPWRIGHT_TRY(const std::string bytes, writeRun(run));
    return files::writeFile(path, bytes);
}

}  // namespace hopwright::store

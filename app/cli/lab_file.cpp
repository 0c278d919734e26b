#include "app/cli/lab_file.h"

#include "core/files/read_file.h"
#include "core/files/write_file.h"

#include <nlohmann/json.hpp>

#include <limits>
#include <optional>

namespace hopwright::cli {

namespace {

using Json = nlohmann::ordered_json;

std::optional<link::LabHostAddress> hostFrom(const Json& json)
{
    const bool whole = json.is_object() && json.contains("name") && json["name"].is_string()
                       && json.contains("address") && json["address"].is_string()
                       && json.contains("port") && json["port"].is_number_unsigned();
    if (!whole)
        return std::nullopt;
    const auto port = json["port"].get<std::uint64_t>();
    if (port == 0 || port > std::numeric_limits<std::uint16_t>::max())
        return std::nullopt;
    return link::LabHostAddress{.name = json["name"].get<std::string>(),
                                .address = json["address"].get<std::string>(),
                                .port = static_cast<std::uint16_t>(port)};
}

}  // namespace

Result<LabFile> readLabFile(const std::string& path)
{
    const auto file = files::pathFromUtf8(path);
    HOPWRIGHT_TRY(const std::string bytes, files::readFile(file, maxLabFileBytes));
    const Json json = Json::parse(bytes, nullptr, false);
    const bool whole = json.is_object() && json.contains("hosts") && json["hosts"].is_array()
                       && json.contains("ca") && json["ca"].is_string();
    if (!whole) {
        return files::failAt(ErrorCode::Malformed, file,
                             Sentence::saying("it is no port file of a lab"));
    }
    LabFile out{.authorityPem = json["ca"].get<std::string>()};
    for (const Json& each : json["hosts"]) {
        auto host = hostFrom(each);
        if (!host) {
            return files::failAt(ErrorCode::Malformed, file,
                                 Sentence::saying("it names a host without address or port"));
        }
        out.hosts.push_back(std::move(*host));
    }
    for (const Json& each : json.value("accounts", Json::array())) {
        if (!each.is_string()) {
            return fail(ErrorCode::Malformed,
                        Sentence::saying("%1 has an account that is no text", path));
        }
        out.accounts.push_back(each.get<std::string>());
    }
    return out;
}

Result<void> writeLabFile(const std::string& path, const LabFile& file)
{
    Json hosts = Json::array();
    for (const link::LabHostAddress& each : file.hosts)
        hosts.push_back({{"name", each.name}, {"address", each.address}, {"port", each.port}});
    const Json json{
        {"hosts", std::move(hosts)}, {"accounts", file.accounts}, {"ca", file.authorityPem}};
    const std::string text = json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
    return files::writeFile(files::pathFromUtf8(path), text);
}

}  // namespace hopwright::cli

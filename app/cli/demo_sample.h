#pragma once

#include <string_view>

namespace hopwright::cli {

/// resources/samples/double-hop-broken.hopw, so that the program needs no file beside it; a test compares the two.
inline constexpr std::string_view demoSample = R"hopw(<?xml version="1.0" encoding="UTF-8"?>
<hopwright format="1" next-id="10">
  <domain id="1" dns-name="lab.example" short-name="LAB" source="drawn"/>
  <account id="2" domain="LAB" user="alice"/>
  <computer id="3" name="ADM-PC01" dns-name="ADM-PC01.lab.example" domain="1" kind="client" x="0" y="0" source="drawn"/>
  <computer id="4" name="JUMP01" dns-name="JUMP01.lab.example" domain="1" kind="jump-server" x="320" y="0" source="drawn"/>
  <computer id="5" name="FS01" dns-name="FS01.lab.example" domain="1" kind="server" x="640" y="-50" source="drawn"/>
  <resource id="6" computer="5" kind="smb-share" name="Reports" source="drawn"/>
  <hop id="7" from="3" to="4" method="default" credential="implicit" transport="http" typed="JUMP01.lab.example" source="drawn"/>
  <hop id="8" from="4" to="5" resource="6" method="default" credential="implicit" transport="http" typed="\\FS01\Reports" source="drawn"/>
  <route id="9" name="Nightly report" hops="7 8">
    <probe kind="create-file"/>
  </route>
</hopwright>
)hopw";

}  // namespace hopwright::cli

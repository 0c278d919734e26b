#pragma once

#include <string_view>

namespace hopwright::test {

/// winrm-protocol 6.1: what other clients write, with their prefixes, and what a value needs.
inline constexpr std::string_view foreignRequest = R"(<?xml version="1.0" encoding="utf-8"?>
<!-- pywinrm's prefixes -->
<env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"
    xmlns:wsa="http://schemas.xmlsoap.org/ws/2004/08/addressing">
  <env:Header xmlns:wsman="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd">
    <wsa:Action mustUnderstand="true">
      http://schemas.microsoft.com/wbem/wsman/1/windows/shell/Command </wsa:Action>
    <Action xmlns="urn:other">other</Action>
    <wsa:To>http://windows-host:5985/wsman</wsa:To>
    <wsa:MessageID>uuid:FC40E3CD-53E9-4315-B486-6D538B25D1F5</wsa:MessageID>
    <wsa:RelatesTo>uuid:1</wsa:RelatesTo>
    <wsman:OperationTimeout>PT60.000S</wsman:OperationTimeout>
    <wsman:ResourceURI>http://schemas.microsoft.com/wbem/wsman/1/windows/shell/cmd</wsman:ResourceURI>
    <wsman:OptionSet>
      <wsman:Option Name="WINRS_CODEPAGE">65001</wsman:Option>
      <wsman:Option Name="WINRS_NOPROFILE">TR<!-- cut -->UE</wsman:Option>
    </wsman:OptionSet>
    <wsman:SelectorSet><wsman:Selector Name="Other">no</wsman:Selector>
      <wsman:Selector Name="ShellId">4283CBDC</wsman:Selector></wsman:SelectorSet>
  </env:Header>
  <env:Body><one xmlns="urn:a">1</one></env:Body>
</env:Envelope>)";

}  // namespace hopwright::test

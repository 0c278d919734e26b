#include "core/diagnose/translated.h"

#include "core/diagnose/characters.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>

namespace hopwright::diagnose {

namespace {

/// What a word of a message stands for, in whatever language.
enum class Concept : std::uint8_t {
    CredSsp,
    Kerberos,
    Negotiate,
    Basic,
    Https,
    TrustedHosts,
    Address,
    Disabled,
    ClientConfiguration,
    MustInclude,
    Password,
    Unencrypted,
    Mechanism,
    Policy,
    Delegation,
    NotTrusted,
    QuickConfig,
    FirewallException,
    ServerName,
    Resolved,
    ResourceUri,
    SslConnection,
    Certificate,
};

using Concepts = std::uint32_t;
constexpr Concepts bit(Concept each) noexcept
{
    return Concepts{1} << std::to_underlying(each);
}
template <typename... More>
constexpr Concepts all(More... each) noexcept
{
    return (Concepts{0} | ... | bit(each));
}

/// As much of a word as its endings leave, without blanks and in small letters where they are of ASCII.
struct Stem {
    Concept stands;
    std::string_view text;
};
constexpr auto stems = std::to_array<Stem>({
    {.stands = Concept::CredSsp, .text = "credssp"},
    {.stands = Concept::Kerberos, .text = "kerberos"},
    {.stands = Concept::Negotiate, .text = "negotiate"},
    {.stands = Concept::Basic, .text = "basic"},
    {.stands = Concept::Basic, .text = "básica"},
    {.stands = Concept::Basic, .text = "debase"},
    {.stands = Concept::Basic, .text = "dibase"},
    {.stands = Concept::Basic, .text = "standardauthentifizierung"},
    {.stands = Concept::Basic, .text = "podstawow"},
    {.stands = Concept::Basic, .text = "бычная"},
    {.stands = Concept::Basic, .text = "азовая"},
    {.stands = Concept::Basic, .text = "基本"},
    {.stands = Concept::Basic, .text = "기본"},
    {.stands = Concept::Https, .text = "https"},
    {.stands = Concept::TrustedHosts, .text = "trustedhosts"},
    {.stands = Concept::Address, .text = "ip-adres"},
    {.stands = Concept::Address, .text = "ipadres"},
    {.stands = Concept::Address, .text = "adresseip"},
    {.stands = Concept::Address, .text = "direcciónip"},
    {.stands = Concept::Address, .text = "indirizzoip"},
    {.stands = Concept::Address, .text = "endereçoip"},
    {.stands = Concept::Address, .text = "endereçodeip"},
    {.stands = Concept::Address, .text = "endereçosip"},
    {.stands = Concept::Address, .text = "ip-адрес"},
    {.stands = Concept::Address, .text = "adresip"},
    {.stands = Concept::Address, .text = "adresemip"},
    {.stands = Concept::Address, .text = "adresuip"},
    {.stands = Concept::Address, .text = "adresaip"},
    {.stands = Concept::Address, .text = "adresouip"},
    {.stands = Concept::Address, .text = "ip地址"},
    {.stands = Concept::Address, .text = "ip位址"},
    {.stands = Concept::Address, .text = "ipアドレス"},
    {.stands = Concept::Address, .text = "ip주소"},
    {.stands = Concept::Address, .text = "ipcím"},
    {.stands = Concept::Disabled, .text = "deaktiv"},
    {.stands = Concept::Disabled, .text = "désactiv"},
    {.stands = Concept::Disabled, .text = "desactiv"},
    {.stands = Concept::Disabled, .text = "deshabilit"},
    {.stands = Concept::Disabled, .text = "inhabilit"},
    {.stands = Concept::Disabled, .text = "disabilit"},
    {.stands = Concept::Disabled, .text = "disattiv"},
    {.stands = Concept::Disabled, .text = "desabilit"},
    {.stands = Concept::Disabled, .text = "desativ"},
    {.stands = Concept::Disabled, .text = "отключ"},
    {.stands = Concept::Disabled, .text = "禁用"},
    {.stands = Concept::Disabled, .text = "停用"},
    {.stands = Concept::Disabled, .text = "無効"},
    {.stands = Concept::Disabled, .text = "사용하지않"},
    {.stands = Concept::Disabled, .text = "사용되지않"},
    {.stands = Concept::Disabled, .text = "사용할수없"},
    {.stands = Concept::Disabled, .text = "uitgeschakeld"},
    {.stands = Concept::Disabled, .text = "wyłączon"},
    {.stands = Concept::Disabled, .text = "inaktiver"},
    {.stands = Concept::Disabled, .text = "zakáz"},
    {.stands = Concept::Disabled, .text = "devredışı"},
    {.stands = Concept::Disabled, .text = "letilt"},
    {.stands = Concept::ClientConfiguration, .text = "clientkonfiguration"},
    {.stands = Concept::ClientConfiguration, .text = "konfigurationdesclients"},
    {.stands = Concept::ClientConfiguration, .text = "configurationduclient"},
    {.stands = Concept::ClientConfiguration, .text = "configurationclient"},
    {.stands = Concept::ClientConfiguration, .text = "configuracióndelcliente"},
    {.stands = Concept::ClientConfiguration, .text = "configuracióndecliente"},
    {.stands = Concept::ClientConfiguration, .text = "configurazionedelclient"},
    {.stands = Concept::ClientConfiguration, .text = "configurazioneclient"},
    {.stands = Concept::ClientConfiguration, .text = "configuraçãodocliente"},
    {.stands = Concept::ClientConfiguration, .text = "configuraçãodecliente"},
    {.stands = Concept::ClientConfiguration, .text = "конфигурацииклиента"},
    {.stands = Concept::ClientConfiguration, .text = "настройкахклиента"},
    {.stands = Concept::ClientConfiguration, .text = "客户端配置"},
    {.stands = Concept::ClientConfiguration, .text = "用戶端設定"},
    {.stands = Concept::ClientConfiguration, .text = "用戶端組態"},
    {.stands = Concept::ClientConfiguration, .text = "クライアント構成"},
    {.stands = Concept::ClientConfiguration, .text = "クライアントの構成"},
    {.stands = Concept::ClientConfiguration, .text = "클라이언트구성"},
    {.stands = Concept::ClientConfiguration, .text = "clientconfiguratie"},
    {.stands = Concept::ClientConfiguration, .text = "konfiguracjiklienta"},
    {.stands = Concept::ClientConfiguration, .text = "klientkonfiguration"},
    {.stands = Concept::ClientConfiguration, .text = "klientenskonfiguration"},
    {.stands = Concept::ClientConfiguration, .text = "konfiguraciklienta"},
    {.stands = Concept::ClientConfiguration, .text = "istemciyapılandırma"},
    {.stands = Concept::MustInclude, .text = "enthalten"},
    {.stands = Concept::MustInclude, .text = "inclure"},
    {.stands = Concept::MustInclude, .text = "comprendre"},
    {.stands = Concept::MustInclude, .text = "contenir"},
    {.stands = Concept::MustInclude, .text = "comporter"},
    {.stands = Concept::MustInclude, .text = "incluir"},
    {.stands = Concept::MustInclude, .text = "includere"},
    {.stands = Concept::MustInclude, .text = "contenere"},
    {.stands = Concept::MustInclude, .text = "conter"},
    {.stands = Concept::MustInclude, .text = "содерж"},
    {.stands = Concept::MustInclude, .text = "включа"},
    {.stands = Concept::MustInclude, .text = "包含"},
    {.stands = Concept::MustInclude, .text = "包括"},
    {.stands = Concept::MustInclude, .text = "含め"},
    {.stands = Concept::MustInclude, .text = "含ま"},
    {.stands = Concept::MustInclude, .text = "含む"},
    {.stands = Concept::MustInclude, .text = "포함"},
    {.stands = Concept::MustInclude, .text = "bevatten"},
    {.stands = Concept::MustInclude, .text = "zawiera"},
    {.stands = Concept::MustInclude, .text = "innehålla"},
    {.stands = Concept::MustInclude, .text = "obsahovat"},
    {.stands = Concept::MustInclude, .text = "içermeli"},
    {.stands = Concept::Password, .text = "kennwort"},
    {.stands = Concept::Password, .text = "motdepasse"},
    {.stands = Concept::Password, .text = "contraseña"},
    {.stands = Concept::Password, .text = "password"},
    {.stands = Concept::Password, .text = "senha"},
    {.stands = Concept::Password, .text = "парол"},
    {.stands = Concept::Password, .text = "密码"},
    {.stands = Concept::Password, .text = "密碼"},
    {.stands = Concept::Password, .text = "パスワード"},
    {.stands = Concept::Password, .text = "암호"},
    {.stands = Concept::Password, .text = "wachtwoord"},
    {.stands = Concept::Password, .text = "hasło"},
    {.stands = Concept::Password, .text = "lösenord"},
    {.stands = Concept::Password, .text = "heslo"},
    {.stands = Concept::Password, .text = "parola"},
    {.stands = Concept::Unencrypted, .text = "unverschlüsselt"},
    {.stands = Concept::Unencrypted, .text = "nonchiffré"},
    {.stands = Concept::Unencrypted, .text = "noncrypté"},
    {.stands = Concept::Unencrypted, .text = "sincifrar"},
    {.stands = Concept::Unencrypted, .text = "nocifrado"},
    {.stands = Concept::Unencrypted, .text = "noncrittografat"},
    {.stands = Concept::Unencrypted, .text = "nãocriptografad"},
    {.stands = Concept::Unencrypted, .text = "незашифрован"},
    {.stands = Concept::Unencrypted, .text = "未加密"},
    {.stands = Concept::Unencrypted, .text = "暗号化されていない"},
    {.stands = Concept::Unencrypted, .text = "암호화되지"},
    {.stands = Concept::Unencrypted, .text = "niet-versleuteld"},
    {.stands = Concept::Unencrypted, .text = "onversleuteld"},
    {.stands = Concept::Unencrypted, .text = "nieszyfrowan"},
    {.stands = Concept::Unencrypted, .text = "niezaszyfrowan"},
    {.stands = Concept::Unencrypted, .text = "okrypterad"},
    {.stands = Concept::Unencrypted, .text = "nešifrovan"},
    {.stands = Concept::Unencrypted, .text = "şifrelenmemiş"},
    {.stands = Concept::Mechanism, .text = "authentifizierungsmechanismus"},
    {.stands = Concept::Mechanism, .text = "mécanismed'authentification"},
    {.stands = Concept::Mechanism, .text = "mecanismodeautenticación"},
    {.stands = Concept::Mechanism, .text = "meccanismodiautenticazione"},
    {.stands = Concept::Mechanism, .text = "mecanismodeautenticação"},
    {.stands = Concept::Mechanism, .text = "механизмпроверкиподлинности"},
    {.stands = Concept::Mechanism, .text = "身份验证机制"},
    {.stands = Concept::Mechanism, .text = "驗證機制"},
    {.stands = Concept::Mechanism, .text = "認証機構"},
    {.stands = Concept::Mechanism, .text = "認証メカニズム"},
    {.stands = Concept::Mechanism, .text = "인증메커니즘"},
    {.stands = Concept::Mechanism, .text = "verificatiemechanisme"},
    {.stands = Concept::Mechanism, .text = "mechanizmuwierzytelniania"},
    {.stands = Concept::Mechanism, .text = "autentiseringsmekanism"},
    {.stands = Concept::Mechanism, .text = "mechanismusověřování"},
    {.stands = Concept::Policy, .text = "computerrichtlinie"},
    {.stands = Concept::Policy, .text = "stratégied'ordinateur"},
    {.stands = Concept::Policy, .text = "stratégiedel'ordinateur"},
    {.stands = Concept::Policy, .text = "stratégieordinateur"},
    {.stands = Concept::Policy, .text = "directivadeequipo"},
    {.stands = Concept::Policy, .text = "directivadelequipo"},
    {.stands = Concept::Policy, .text = "criteriocomputer"},
    {.stands = Concept::Policy, .text = "criteriodelcomputer"},
    {.stands = Concept::Policy, .text = "criteridelcomputer"},
    {.stands = Concept::Policy, .text = "políticadocomputador"},
    {.stands = Concept::Policy, .text = "políticadecomputador"},
    {.stands = Concept::Policy, .text = "олитикакомпьютера"},
    {.stands = Concept::Policy, .text = "计算机策略"},
    {.stands = Concept::Policy, .text = "電腦原則"},
    {.stands = Concept::Policy, .text = "コンピューターポリシー"},
    {.stands = Concept::Policy, .text = "コンピューターのポリシー"},
    {.stands = Concept::Policy, .text = "컴퓨터정책"},
    {.stands = Concept::Policy, .text = "computerbeleid"},
    {.stands = Concept::Policy, .text = "zasadykomputera"},
    {.stands = Concept::Policy, .text = "zasadakomputera"},
    {.stands = Concept::Policy, .text = "datorprincip"},
    {.stands = Concept::Policy, .text = "gpedit.msc"},
    {.stands = Concept::Delegation, .text = "delegier"},
    {.stands = Concept::Delegation, .text = "délégation"},
    {.stands = Concept::Delegation, .text = "déléguer"},
    {.stands = Concept::Delegation, .text = "delegación"},
    {.stands = Concept::Delegation, .text = "delegar"},
    {.stands = Concept::Delegation, .text = "ladelega"},
    {.stands = Concept::Delegation, .text = "delegação"},
    {.stands = Concept::Delegation, .text = "елегирова"},
    {.stands = Concept::Delegation, .text = "委派"},
    {.stands = Concept::Delegation, .text = "委任"},
    {.stands = Concept::Delegation, .text = "위임"},
    {.stands = Concept::Delegation, .text = "delegowa"},
    {.stands = Concept::Delegation, .text = "delegering"},
    {.stands = Concept::Delegation, .text = "delegeren"},
    {.stands = Concept::Delegation, .text = "delegov"},
    {.stands = Concept::NotTrusted, .text = "nichtvertrauenswürdig"},
    {.stands = Concept::NotTrusted, .text = "pasapprouvé"},
    {.stands = Concept::NotTrusted, .text = "pasdeconfiance"},
    {.stands = Concept::NotTrusted, .text = "pasfiable"},
    {.stands = Concept::NotTrusted, .text = "noesdeconfianza"},
    {.stands = Concept::NotTrusted, .text = "nonèattendibile"},
    {.stands = Concept::NotTrusted, .text = "nonètrusted"},
    {.stands = Concept::NotTrusted, .text = "nãoéconfiável"},
    {.stands = Concept::NotTrusted, .text = "недоверен"},
    {.stands = Concept::NotTrusted, .text = "неявляетсядоверенным"},
    {.stands = Concept::NotTrusted, .text = "不受信任"},
    {.stands = Concept::NotTrusted, .text = "信頼されていない"},
    {.stands = Concept::NotTrusted, .text = "신뢰할수없"},
    {.stands = Concept::NotTrusted, .text = "신뢰되지"},
    {.stands = Concept::NotTrusted, .text = "nietvertrouwd"},
    {.stands = Concept::NotTrusted, .text = "niejestzaufan"},
    {.stands = Concept::NotTrusted, .text = "ntlm-serv"},
    {.stands = Concept::NotTrusted, .text = "reinerntlm"},
    {.stands = Concept::QuickConfig, .text = "winrmquickconfig"},
    {.stands = Concept::FirewallException, .text = "firewallausnahme"},
    {.stands = Concept::FirewallException, .text = "firewall-ausnahme"},
    {.stands = Concept::FirewallException, .text = "pare-feu"},
    {.stands = Concept::FirewallException, .text = "excepcióndefirewall"},
    {.stands = Concept::FirewallException, .text = "excepcióndelfirewall"},
    {.stands = Concept::FirewallException, .text = "excepcióndeservidordeseguridad"},
    {.stands = Concept::FirewallException, .text = "eccezionefirewall"},
    {.stands = Concept::FirewallException, .text = "eccezionedelfirewall"},
    {.stands = Concept::FirewallException, .text = "eccezionedifirewall"},
    {.stands = Concept::FirewallException, .text = "exceçãodefirewall"},
    {.stands = Concept::FirewallException, .text = "exceçãodofirewall"},
    {.stands = Concept::FirewallException, .text = "брандмауэр"},
    {.stands = Concept::FirewallException, .text = "防火墙例外"},
    {.stands = Concept::FirewallException, .text = "防火牆例外"},
    {.stands = Concept::FirewallException, .text = "ファイアウォールの例外"},
    {.stands = Concept::FirewallException, .text = "방화벽예외"},
    {.stands = Concept::FirewallException, .text = "firewall-uitzondering"},
    {.stands = Concept::FirewallException, .text = "firewalluitzondering"},
    {.stands = Concept::FirewallException, .text = "wyjątekzapory"},
    {.stands = Concept::FirewallException, .text = "brandväggsundantag"},
    {.stands = Concept::FirewallException, .text = "výjimkabrányfirewall"},
    {.stands = Concept::FirewallException, .text = "güvenlikduvarı"},
    {.stands = Concept::ServerName, .text = "servername"},
    {.stands = Concept::ServerName, .text = "nomduserveur"},
    {.stands = Concept::ServerName, .text = "nomdeserveur"},
    {.stands = Concept::ServerName, .text = "nombredeservidor"},
    {.stands = Concept::ServerName, .text = "nombredelservidor"},
    {.stands = Concept::ServerName, .text = "nomedelserver"},
    {.stands = Concept::ServerName, .text = "nomeserver"},
    {.stands = Concept::ServerName, .text = "nomedoservidor"},
    {.stands = Concept::ServerName, .text = "имясервера"},
    {.stands = Concept::ServerName, .text = "именисервера"},
    {.stands = Concept::ServerName, .text = "服务器名称"},
    {.stands = Concept::ServerName, .text = "伺服器名稱"},
    {.stands = Concept::ServerName, .text = "サーバー名"},
    {.stands = Concept::ServerName, .text = "서버이름"},
    {.stands = Concept::ServerName, .text = "nazwyserwera"},
    {.stands = Concept::ServerName, .text = "názevserveru"},
    {.stands = Concept::ServerName, .text = "sunucuadı"},
    {.stands = Concept::Resolved, .text = "aufgelöst"},
    {.stands = Concept::Resolved, .text = "résolu"},
    {.stands = Concept::Resolved, .text = "résoudre"},
    {.stands = Concept::Resolved, .text = "resolver"},
    {.stands = Concept::Resolved, .text = "risolv"},
    {.stands = Concept::Resolved, .text = "resolvid"},
    {.stands = Concept::Resolved, .text = "разреш"},
    {.stands = Concept::Resolved, .text = "解析"},
    {.stands = Concept::Resolved, .text = "解決"},
    {.stands = Concept::Resolved, .text = "확인할수"},
    {.stands = Concept::Resolved, .text = "omgezet"},
    {.stands = Concept::Resolved, .text = "herleid"},
    {.stands = Concept::Resolved, .text = "rozpozna"},
    {.stands = Concept::Resolved, .text = "rozwiąz"},
    {.stands = Concept::Resolved, .text = "matchas"},
    {.stands = Concept::Resolved, .text = "přelož"},
    {.stands = Concept::Resolved, .text = "çözümlen"},
    {.stands = Concept::ResourceUri, .text = "ressourcen-uri"},
    {.stands = Concept::ResourceUri, .text = "uridelaressource"},
    {.stands = Concept::ResourceUri, .text = "urideressource"},
    {.stands = Concept::ResourceUri, .text = "urideresource"},
    {.stands = Concept::ResourceUri, .text = "uriderecurso"},
    {.stands = Concept::ResourceUri, .text = "uridelrecurso"},
    {.stands = Concept::ResourceUri, .text = "uridellarisorsa"},
    {.stands = Concept::ResourceUri, .text = "uririsorsa"},
    {.stands = Concept::ResourceUri, .text = "uridirisorsa"},
    {.stands = Concept::ResourceUri, .text = "uridorecurso"},
    {.stands = Concept::ResourceUri, .text = "uriресурса"},
    {.stands = Concept::ResourceUri, .text = "资源uri"},
    {.stands = Concept::ResourceUri, .text = "資源uri"},
    {.stands = Concept::ResourceUri, .text = "リソースuri"},
    {.stands = Concept::ResourceUri, .text = "リソースのuri"},
    {.stands = Concept::ResourceUri, .text = "리소스uri"},
    {.stands = Concept::ResourceUri, .text = "bron-uri"},
    {.stands = Concept::ResourceUri, .text = "urizasobu"},
    {.stands = Concept::ResourceUri, .text = "resurs-uri"},
    {.stands = Concept::SslConnection, .text = "ssl-verbindung"},
    {.stands = Concept::SslConnection, .text = "connexionssl"},
    {.stands = Concept::SslConnection, .text = "conexiónssl"},
    {.stands = Concept::SslConnection, .text = "connessionessl"},
    {.stands = Concept::SslConnection, .text = "conexãossl"},
    {.stands = Concept::SslConnection, .text = "ssl-соединени"},
    {.stands = Concept::SslConnection, .text = "ssl-подключени"},
    {.stands = Concept::SslConnection, .text = "подключениеssl"},
    {.stands = Concept::SslConnection, .text = "ssl连接"},
    {.stands = Concept::SslConnection, .text = "ssl連線"},
    {.stands = Concept::SslConnection, .text = "ssl接続"},
    {.stands = Concept::SslConnection, .text = "ssl연결"},
    {.stands = Concept::SslConnection, .text = "połączeniassl"},
    {.stands = Concept::SslConnection, .text = "ssl-verbinding"},
    {.stands = Concept::Certificate, .text = "ssl-zertifikat"},
    {.stands = Concept::Certificate, .text = "serverzertifikat"},
    {.stands = Concept::Certificate, .text = "certificatssl"},
    {.stands = Concept::Certificate, .text = "certificatduserveur"},
    {.stands = Concept::Certificate, .text = "certificatdeserveur"},
    {.stands = Concept::Certificate, .text = "certificadossl"},
    {.stands = Concept::Certificate, .text = "certificadodeservidor"},
    {.stands = Concept::Certificate, .text = "certificadodelservidor"},
    {.stands = Concept::Certificate, .text = "certificadodoservidor"},
    {.stands = Concept::Certificate, .text = "certificatossl"},
    {.stands = Concept::Certificate, .text = "certificatodelserver"},
    {.stands = Concept::Certificate, .text = "certificatoserver"},
    {.stands = Concept::Certificate, .text = "ертификатssl"},
    {.stands = Concept::Certificate, .text = "ертификатсервера"},
    {.stands = Concept::Certificate, .text = "ssl-сертификат"},
    {.stands = Concept::Certificate, .text = "ssl证书"},
    {.stands = Concept::Certificate, .text = "服务器证书"},
    {.stands = Concept::Certificate, .text = "伺服器憑證"},
    {.stands = Concept::Certificate, .text = "ssl憑證"},
    {.stands = Concept::Certificate, .text = "サーバー証明書"},
    {.stands = Concept::Certificate, .text = "ssl証明書"},
    {.stands = Concept::Certificate, .text = "서버인증서"},
    {.stands = Concept::Certificate, .text = "certyfikatserwera"},
});

/// A message has all of \a needs and none of \a without.
struct Translation {
    int row = 0;
    Concepts needs = 0;
    Concepts without = 0;
};
/// The first that holds counts: a longer message stands before one that is its beginning.
constexpr std::array translations{
    Translation{.row = 4, .needs = all(Concept::Policy, Concept::Delegation, Concept::NotTrusted)},
    Translation{.row = 3, .needs = all(Concept::Policy, Concept::Delegation)},
    Translation{.row = 5, .needs = all(Concept::Mechanism, Concept::Unencrypted)},
    Translation{.row = 2,
                .needs = all(Concept::CredSsp, Concept::Disabled, Concept::ClientConfiguration)},
    Translation{.row = 37,
                .needs =
                    all(Concept::Unencrypted, Concept::Disabled, Concept::ClientConfiguration)},
    Translation{.row = 37,
                .needs = all(Concept::Basic, Concept::Disabled, Concept::ClientConfiguration)},
    Translation{.row = 38,
                .needs = all(Concept::Negotiate, Concept::Disabled, Concept::ClientConfiguration)},
    Translation{.row = 38,
                .needs = all(Concept::Kerberos, Concept::Disabled, Concept::ClientConfiguration)},
    Translation{.row = 30, .needs = all(Concept::TrustedHosts, Concept::Https, Concept::Address)},
    Translation{.row = 29, .needs = all(Concept::TrustedHosts, Concept::Https, Concept::Kerberos)},
    Translation{.row = 32,
                .needs = all(Concept::Kerberos, Concept::Address),
                .without = bit(Concept::TrustedHosts)},
    Translation{.row = 1, .needs = all(Concept::CredSsp, Concept::MustInclude, Concept::Password)},
    Translation{.row = 36, .needs = all(Concept::Basic, Concept::MustInclude, Concept::Password)},
    Translation{.row = 53, .needs = all(Concept::ServerName, Concept::Resolved)},
    Translation{.row = 52, .needs = bit(Concept::FirewallException)},
    Translation{.row = 57, .needs = bit(Concept::SslConnection)},
    Translation{.row = 58, .needs = bit(Concept::Certificate), .without = bit(Concept::Delegation)},
    Translation{.row = 59, .needs = bit(Concept::ResourceUri)},
};

/// What a message is compared as: without blanks and line breaks, which stand in the middle of words where a console wrapped it.
std::string bareOf(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (!isBlank(c) && !isBreak(c))
            out += isUpper(c) ? static_cast<char>(c - 'A' + 'a') : c;
    }
    // The apostrophe of French is typed in two ways; CleanText left one.
    return out;
}

Concepts conceptsIn(std::string_view bare)
{
    Concepts out = 0;
    for (const Stem& each : stems) {
        if ((out & bit(each.stands)) == 0 && bare.contains(each.text))
            out |= bit(each.stands);
    }
    return out;
}

}  // namespace

std::vector<FoundTranslation> findTranslations(std::string_view clean,
                                               std::span<const text::Place> anchors)
{
    // The longest message of WinRM, in letters of two bytes.
    constexpr std::size_t longest = 1200;
    constexpr std::size_t mostAnchors = 40;
    std::vector<FoundTranslation> out;
    std::size_t looked = 0;
    std::size_t count = 0;
    for (const text::Place& each : anchors) {
        if (each.offset < looked || count == mostAnchors)
            continue;
        ++count;
        const std::string_view window = clean.substr(each.offset, longest);
        looked = each.offset + window.size() / 2;
        const Concepts found = conceptsIn(bareOf(window.substr(0, window.find("\n\n"))));
        const auto* const row =
            std::ranges::find_if(translations, [&](const Translation& translation) {
                return (found & translation.needs) == translation.needs
                       && (found & translation.without) == 0;
            });
        if (row != translations.end())
            out.push_back({.row = row->row, .place = each});
    }
    return out;
}

}  // namespace hopwright::diagnose

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
constexpr Stem stems[] = {
    Stem{.stands = Concept::CredSsp, .text = "credssp"},
    Stem{.stands = Concept::Kerberos, .text = "kerberos"},
    Stem{.stands = Concept::Negotiate, .text = "negotiate"},
    Stem{.stands = Concept::Basic, .text = "basic"},
    Stem{.stands = Concept::Basic, .text = "básica"},
    Stem{.stands = Concept::Basic, .text = "debase"},
    Stem{.stands = Concept::Basic, .text = "dibase"},
    Stem{.stands = Concept::Basic, .text = "standardauthentifizierung"},
    Stem{.stands = Concept::Basic, .text = "podstawow"},
    Stem{.stands = Concept::Basic, .text = "бычная"},
    Stem{.stands = Concept::Basic, .text = "азовая"},
    Stem{.stands = Concept::Basic, .text = "基本"},
    Stem{.stands = Concept::Basic, .text = "기본"},
    Stem{.stands = Concept::Https, .text = "https"},
    Stem{.stands = Concept::TrustedHosts, .text = "trustedhosts"},
    Stem{.stands = Concept::Address, .text = "ip-adres"},
    Stem{.stands = Concept::Address, .text = "ipadres"},
    Stem{.stands = Concept::Address, .text = "adresseip"},
    Stem{.stands = Concept::Address, .text = "direcciónip"},
    Stem{.stands = Concept::Address, .text = "indirizzoip"},
    Stem{.stands = Concept::Address, .text = "endereçoip"},
    Stem{.stands = Concept::Address, .text = "endereçodeip"},
    Stem{.stands = Concept::Address, .text = "endereçosip"},
    Stem{.stands = Concept::Address, .text = "ip-адрес"},
    Stem{.stands = Concept::Address, .text = "adresip"},
    Stem{.stands = Concept::Address, .text = "adresemip"},
    Stem{.stands = Concept::Address, .text = "adresuip"},
    Stem{.stands = Concept::Address, .text = "adresaip"},
    Stem{.stands = Concept::Address, .text = "adresouip"},
    Stem{.stands = Concept::Address, .text = "ip地址"},
    Stem{.stands = Concept::Address, .text = "ip位址"},
    Stem{.stands = Concept::Address, .text = "ipアドレス"},
    Stem{.stands = Concept::Address, .text = "ip주소"},
    Stem{.stands = Concept::Address, .text = "ipcím"},
    Stem{.stands = Concept::Disabled, .text = "deaktiv"},
    Stem{.stands = Concept::Disabled, .text = "désactiv"},
    Stem{.stands = Concept::Disabled, .text = "desactiv"},
    Stem{.stands = Concept::Disabled, .text = "deshabilit"},
    Stem{.stands = Concept::Disabled, .text = "inhabilit"},
    Stem{.stands = Concept::Disabled, .text = "disabilit"},
    Stem{.stands = Concept::Disabled, .text = "disattiv"},
    Stem{.stands = Concept::Disabled, .text = "desabilit"},
    Stem{.stands = Concept::Disabled, .text = "desativ"},
    Stem{.stands = Concept::Disabled, .text = "отключ"},
    Stem{.stands = Concept::Disabled, .text = "禁用"},
    Stem{.stands = Concept::Disabled, .text = "停用"},
    Stem{.stands = Concept::Disabled, .text = "無効"},
    Stem{.stands = Concept::Disabled, .text = "사용하지않"},
    Stem{.stands = Concept::Disabled, .text = "사용되지않"},
    Stem{.stands = Concept::Disabled, .text = "사용할수없"},
    Stem{.stands = Concept::Disabled, .text = "uitgeschakeld"},
    Stem{.stands = Concept::Disabled, .text = "wyłączon"},
    Stem{.stands = Concept::Disabled, .text = "inaktiver"},
    Stem{.stands = Concept::Disabled, .text = "zakáz"},
    Stem{.stands = Concept::Disabled, .text = "devredışı"},
    Stem{.stands = Concept::Disabled, .text = "letilt"},
    Stem{.stands = Concept::ClientConfiguration, .text = "clientkonfiguration"},
    Stem{.stands = Concept::ClientConfiguration, .text = "konfigurationdesclients"},
    Stem{.stands = Concept::ClientConfiguration, .text = "configurationduclient"},
    Stem{.stands = Concept::ClientConfiguration, .text = "configurationclient"},
    Stem{.stands = Concept::ClientConfiguration, .text = "configuracióndelcliente"},
    Stem{.stands = Concept::ClientConfiguration, .text = "configuracióndecliente"},
    Stem{.stands = Concept::ClientConfiguration, .text = "configurazionedelclient"},
    Stem{.stands = Concept::ClientConfiguration, .text = "configurazioneclient"},
    Stem{.stands = Concept::ClientConfiguration, .text = "configuraçãodocliente"},
    Stem{.stands = Concept::ClientConfiguration, .text = "configuraçãodecliente"},
    Stem{.stands = Concept::ClientConfiguration, .text = "конфигурацииклиента"},
    Stem{.stands = Concept::ClientConfiguration, .text = "настройкахклиента"},
    Stem{.stands = Concept::ClientConfiguration, .text = "客户端配置"},
    Stem{.stands = Concept::ClientConfiguration, .text = "用戶端設定"},
    Stem{.stands = Concept::ClientConfiguration, .text = "用戶端組態"},
    Stem{.stands = Concept::ClientConfiguration, .text = "クライアント構成"},
    Stem{.stands = Concept::ClientConfiguration, .text = "クライアントの構成"},
    Stem{.stands = Concept::ClientConfiguration, .text = "클라이언트구성"},
    Stem{.stands = Concept::ClientConfiguration, .text = "clientconfiguratie"},
    Stem{.stands = Concept::ClientConfiguration, .text = "konfiguracjiklienta"},
    Stem{.stands = Concept::ClientConfiguration, .text = "klientkonfiguration"},
    Stem{.stands = Concept::ClientConfiguration, .text = "klientenskonfiguration"},
    Stem{.stands = Concept::ClientConfiguration, .text = "konfiguraciklienta"},
    Stem{.stands = Concept::ClientConfiguration, .text = "istemciyapılandırma"},
    Stem{.stands = Concept::MustInclude, .text = "enthalten"},
    Stem{.stands = Concept::MustInclude, .text = "inclure"},
    Stem{.stands = Concept::MustInclude, .text = "comprendre"},
    Stem{.stands = Concept::MustInclude, .text = "contenir"},
    Stem{.stands = Concept::MustInclude, .text = "comporter"},
    Stem{.stands = Concept::MustInclude, .text = "incluir"},
    Stem{.stands = Concept::MustInclude, .text = "includere"},
    Stem{.stands = Concept::MustInclude, .text = "contenere"},
    Stem{.stands = Concept::MustInclude, .text = "conter"},
    Stem{.stands = Concept::MustInclude, .text = "содерж"},
    Stem{.stands = Concept::MustInclude, .text = "включа"},
    Stem{.stands = Concept::MustInclude, .text = "包含"},
    Stem{.stands = Concept::MustInclude, .text = "包括"},
    Stem{.stands = Concept::MustInclude, .text = "含め"},
    Stem{.stands = Concept::MustInclude, .text = "含ま"},
    Stem{.stands = Concept::MustInclude, .text = "含む"},
    Stem{.stands = Concept::MustInclude, .text = "포함"},
    Stem{.stands = Concept::MustInclude, .text = "bevatten"},
    Stem{.stands = Concept::MustInclude, .text = "zawiera"},
    Stem{.stands = Concept::MustInclude, .text = "innehålla"},
    Stem{.stands = Concept::MustInclude, .text = "obsahovat"},
    Stem{.stands = Concept::MustInclude, .text = "içermeli"},
    Stem{.stands = Concept::Password, .text = "kennwort"},
    Stem{.stands = Concept::Password, .text = "motdepasse"},
    Stem{.stands = Concept::Password, .text = "contraseña"},
    Stem{.stands = Concept::Password, .text = "password"},
    Stem{.stands = Concept::Password, .text = "senha"},
    Stem{.stands = Concept::Password, .text = "парол"},
    Stem{.stands = Concept::Password, .text = "密码"},
    Stem{.stands = Concept::Password, .text = "密碼"},
    Stem{.stands = Concept::Password, .text = "パスワード"},
    Stem{.stands = Concept::Password, .text = "암호"},
    Stem{.stands = Concept::Password, .text = "wachtwoord"},
    Stem{.stands = Concept::Password, .text = "hasło"},
    Stem{.stands = Concept::Password, .text = "lösenord"},
    Stem{.stands = Concept::Password, .text = "heslo"},
    Stem{.stands = Concept::Password, .text = "parola"},
    Stem{.stands = Concept::Unencrypted, .text = "unverschlüsselt"},
    Stem{.stands = Concept::Unencrypted, .text = "nonchiffré"},
    Stem{.stands = Concept::Unencrypted, .text = "noncrypté"},
    Stem{.stands = Concept::Unencrypted, .text = "sincifrar"},
    Stem{.stands = Concept::Unencrypted, .text = "nocifrado"},
    Stem{.stands = Concept::Unencrypted, .text = "noncrittografat"},
    Stem{.stands = Concept::Unencrypted, .text = "nãocriptografad"},
    Stem{.stands = Concept::Unencrypted, .text = "незашифрован"},
    Stem{.stands = Concept::Unencrypted, .text = "未加密"},
    Stem{.stands = Concept::Unencrypted, .text = "暗号化されていない"},
    Stem{.stands = Concept::Unencrypted, .text = "암호화되지"},
    Stem{.stands = Concept::Unencrypted, .text = "niet-versleuteld"},
    Stem{.stands = Concept::Unencrypted, .text = "onversleuteld"},
    Stem{.stands = Concept::Unencrypted, .text = "nieszyfrowan"},
    Stem{.stands = Concept::Unencrypted, .text = "niezaszyfrowan"},
    Stem{.stands = Concept::Unencrypted, .text = "okrypterad"},
    Stem{.stands = Concept::Unencrypted, .text = "nešifrovan"},
    Stem{.stands = Concept::Unencrypted, .text = "şifrelenmemiş"},
    Stem{.stands = Concept::Mechanism, .text = "authentifizierungsmechanismus"},
    Stem{.stands = Concept::Mechanism, .text = "mécanismed'authentification"},
    Stem{.stands = Concept::Mechanism, .text = "mecanismodeautenticación"},
    Stem{.stands = Concept::Mechanism, .text = "meccanismodiautenticazione"},
    Stem{.stands = Concept::Mechanism, .text = "mecanismodeautenticação"},
    Stem{.stands = Concept::Mechanism, .text = "механизмпроверкиподлинности"},
    Stem{.stands = Concept::Mechanism, .text = "身份验证机制"},
    Stem{.stands = Concept::Mechanism, .text = "驗證機制"},
    Stem{.stands = Concept::Mechanism, .text = "認証機構"},
    Stem{.stands = Concept::Mechanism, .text = "認証メカニズム"},
    Stem{.stands = Concept::Mechanism, .text = "인증메커니즘"},
    Stem{.stands = Concept::Mechanism, .text = "verificatiemechanisme"},
    Stem{.stands = Concept::Mechanism, .text = "mechanizmuwierzytelniania"},
    Stem{.stands = Concept::Mechanism, .text = "autentiseringsmekanism"},
    Stem{.stands = Concept::Mechanism, .text = "mechanismusověřování"},
    Stem{.stands = Concept::Policy, .text = "computerrichtlinie"},
    Stem{.stands = Concept::Policy, .text = "stratégied'ordinateur"},
    Stem{.stands = Concept::Policy, .text = "stratégiedel'ordinateur"},
    Stem{.stands = Concept::Policy, .text = "stratégieordinateur"},
    Stem{.stands = Concept::Policy, .text = "directivadeequipo"},
    Stem{.stands = Concept::Policy, .text = "directivadelequipo"},
    Stem{.stands = Concept::Policy, .text = "criteriocomputer"},
    Stem{.stands = Concept::Policy, .text = "criteriodelcomputer"},
    Stem{.stands = Concept::Policy, .text = "criteridelcomputer"},
    Stem{.stands = Concept::Policy, .text = "políticadocomputador"},
    Stem{.stands = Concept::Policy, .text = "políticadecomputador"},
    Stem{.stands = Concept::Policy, .text = "олитикакомпьютера"},
    Stem{.stands = Concept::Policy, .text = "计算机策略"},
    Stem{.stands = Concept::Policy, .text = "電腦原則"},
    Stem{.stands = Concept::Policy, .text = "コンピューターポリシー"},
    Stem{.stands = Concept::Policy, .text = "コンピューターのポリシー"},
    Stem{.stands = Concept::Policy, .text = "컴퓨터정책"},
    Stem{.stands = Concept::Policy, .text = "computerbeleid"},
    Stem{.stands = Concept::Policy, .text = "zasadykomputera"},
    Stem{.stands = Concept::Policy, .text = "zasadakomputera"},
    Stem{.stands = Concept::Policy, .text = "datorprincip"},
    Stem{.stands = Concept::Policy, .text = "gpedit.msc"},
    Stem{.stands = Concept::Delegation, .text = "delegier"},
    Stem{.stands = Concept::Delegation, .text = "délégation"},
    Stem{.stands = Concept::Delegation, .text = "déléguer"},
    Stem{.stands = Concept::Delegation, .text = "delegación"},
    Stem{.stands = Concept::Delegation, .text = "delegar"},
    Stem{.stands = Concept::Delegation, .text = "ladelega"},
    Stem{.stands = Concept::Delegation, .text = "delegação"},
    Stem{.stands = Concept::Delegation, .text = "елегирова"},
    Stem{.stands = Concept::Delegation, .text = "委派"},
    Stem{.stands = Concept::Delegation, .text = "委任"},
    Stem{.stands = Concept::Delegation, .text = "위임"},
    Stem{.stands = Concept::Delegation, .text = "delegowa"},
    Stem{.stands = Concept::Delegation, .text = "delegering"},
    Stem{.stands = Concept::Delegation, .text = "delegeren"},
    Stem{.stands = Concept::Delegation, .text = "delegov"},
    Stem{.stands = Concept::NotTrusted, .text = "nichtvertrauenswürdig"},
    Stem{.stands = Concept::NotTrusted, .text = "pasapprouvé"},
    Stem{.stands = Concept::NotTrusted, .text = "pasdeconfiance"},
    Stem{.stands = Concept::NotTrusted, .text = "pasfiable"},
    Stem{.stands = Concept::NotTrusted, .text = "noesdeconfianza"},
    Stem{.stands = Concept::NotTrusted, .text = "nonèattendibile"},
    Stem{.stands = Concept::NotTrusted, .text = "nonètrusted"},
    Stem{.stands = Concept::NotTrusted, .text = "nãoéconfiável"},
    Stem{.stands = Concept::NotTrusted, .text = "недоверен"},
    Stem{.stands = Concept::NotTrusted, .text = "неявляетсядоверенным"},
    Stem{.stands = Concept::NotTrusted, .text = "不受信任"},
    Stem{.stands = Concept::NotTrusted, .text = "信頼されていない"},
    Stem{.stands = Concept::NotTrusted, .text = "신뢰할수없"},
    Stem{.stands = Concept::NotTrusted, .text = "신뢰되지"},
    Stem{.stands = Concept::NotTrusted, .text = "nietvertrouwd"},
    Stem{.stands = Concept::NotTrusted, .text = "niejestzaufan"},
    Stem{.stands = Concept::NotTrusted, .text = "ntlm-serv"},
    Stem{.stands = Concept::NotTrusted, .text = "reinerntlm"},
    Stem{.stands = Concept::QuickConfig, .text = "winrmquickconfig"},
    Stem{.stands = Concept::FirewallException, .text = "firewallausnahme"},
    Stem{.stands = Concept::FirewallException, .text = "firewall-ausnahme"},
    Stem{.stands = Concept::FirewallException, .text = "pare-feu"},
    Stem{.stands = Concept::FirewallException, .text = "excepcióndefirewall"},
    Stem{.stands = Concept::FirewallException, .text = "excepcióndelfirewall"},
    Stem{.stands = Concept::FirewallException, .text = "excepcióndeservidordeseguridad"},
    Stem{.stands = Concept::FirewallException, .text = "eccezionefirewall"},
    Stem{.stands = Concept::FirewallException, .text = "eccezionedelfirewall"},
    Stem{.stands = Concept::FirewallException, .text = "eccezionedifirewall"},
    Stem{.stands = Concept::FirewallException, .text = "exceçãodefirewall"},
    Stem{.stands = Concept::FirewallException, .text = "exceçãodofirewall"},
    Stem{.stands = Concept::FirewallException, .text = "брандмауэр"},
    Stem{.stands = Concept::FirewallException, .text = "防火墙例外"},
    Stem{.stands = Concept::FirewallException, .text = "防火牆例外"},
    Stem{.stands = Concept::FirewallException, .text = "ファイアウォールの例外"},
    Stem{.stands = Concept::FirewallException, .text = "방화벽예외"},
    Stem{.stands = Concept::FirewallException, .text = "firewall-uitzondering"},
    Stem{.stands = Concept::FirewallException, .text = "firewalluitzondering"},
    Stem{.stands = Concept::FirewallException, .text = "wyjątekzapory"},
    Stem{.stands = Concept::FirewallException, .text = "brandväggsundantag"},
    Stem{.stands = Concept::FirewallException, .text = "výjimkabrányfirewall"},
    Stem{.stands = Concept::FirewallException, .text = "güvenlikduvarı"},
    Stem{.stands = Concept::ServerName, .text = "servername"},
    Stem{.stands = Concept::ServerName, .text = "nomduserveur"},
    Stem{.stands = Concept::ServerName, .text = "nomdeserveur"},
    Stem{.stands = Concept::ServerName, .text = "nombredeservidor"},
    Stem{.stands = Concept::ServerName, .text = "nombredelservidor"},
    Stem{.stands = Concept::ServerName, .text = "nomedelserver"},
    Stem{.stands = Concept::ServerName, .text = "nomeserver"},
    Stem{.stands = Concept::ServerName, .text = "nomedoservidor"},
    Stem{.stands = Concept::ServerName, .text = "имясервера"},
    Stem{.stands = Concept::ServerName, .text = "именисервера"},
    Stem{.stands = Concept::ServerName, .text = "服务器名称"},
    Stem{.stands = Concept::ServerName, .text = "伺服器名稱"},
    Stem{.stands = Concept::ServerName, .text = "サーバー名"},
    Stem{.stands = Concept::ServerName, .text = "서버이름"},
    Stem{.stands = Concept::ServerName, .text = "nazwyserwera"},
    Stem{.stands = Concept::ServerName, .text = "názevserveru"},
    Stem{.stands = Concept::ServerName, .text = "sunucuadı"},
    Stem{.stands = Concept::Resolved, .text = "aufgelöst"},
    Stem{.stands = Concept::Resolved, .text = "résolu"},
    Stem{.stands = Concept::Resolved, .text = "résoudre"},
    Stem{.stands = Concept::Resolved, .text = "resolver"},
    Stem{.stands = Concept::Resolved, .text = "risolv"},
    Stem{.stands = Concept::Resolved, .text = "resolvid"},
    Stem{.stands = Concept::Resolved, .text = "разреш"},
    Stem{.stands = Concept::Resolved, .text = "解析"},
    Stem{.stands = Concept::Resolved, .text = "解決"},
    Stem{.stands = Concept::Resolved, .text = "확인할수"},
    Stem{.stands = Concept::Resolved, .text = "omgezet"},
    Stem{.stands = Concept::Resolved, .text = "herleid"},
    Stem{.stands = Concept::Resolved, .text = "rozpozna"},
    Stem{.stands = Concept::Resolved, .text = "rozwiąz"},
    Stem{.stands = Concept::Resolved, .text = "matchas"},
    Stem{.stands = Concept::Resolved, .text = "přelož"},
    Stem{.stands = Concept::Resolved, .text = "çözümlen"},
    Stem{.stands = Concept::ResourceUri, .text = "ressourcen-uri"},
    Stem{.stands = Concept::ResourceUri, .text = "uridelaressource"},
    Stem{.stands = Concept::ResourceUri, .text = "urideressource"},
    Stem{.stands = Concept::ResourceUri, .text = "urideresource"},
    Stem{.stands = Concept::ResourceUri, .text = "uriderecurso"},
    Stem{.stands = Concept::ResourceUri, .text = "uridelrecurso"},
    Stem{.stands = Concept::ResourceUri, .text = "uridellarisorsa"},
    Stem{.stands = Concept::ResourceUri, .text = "uririsorsa"},
    Stem{.stands = Concept::ResourceUri, .text = "uridirisorsa"},
    Stem{.stands = Concept::ResourceUri, .text = "uridorecurso"},
    Stem{.stands = Concept::ResourceUri, .text = "uriресурса"},
    Stem{.stands = Concept::ResourceUri, .text = "资源uri"},
    Stem{.stands = Concept::ResourceUri, .text = "資源uri"},
    Stem{.stands = Concept::ResourceUri, .text = "リソースuri"},
    Stem{.stands = Concept::ResourceUri, .text = "リソースのuri"},
    Stem{.stands = Concept::ResourceUri, .text = "리소스uri"},
    Stem{.stands = Concept::ResourceUri, .text = "bron-uri"},
    Stem{.stands = Concept::ResourceUri, .text = "urizasobu"},
    Stem{.stands = Concept::ResourceUri, .text = "resurs-uri"},
    Stem{.stands = Concept::SslConnection, .text = "ssl-verbindung"},
    Stem{.stands = Concept::SslConnection, .text = "connexionssl"},
    Stem{.stands = Concept::SslConnection, .text = "conexiónssl"},
    Stem{.stands = Concept::SslConnection, .text = "connessionessl"},
    Stem{.stands = Concept::SslConnection, .text = "conexãossl"},
    Stem{.stands = Concept::SslConnection, .text = "ssl-соединени"},
    Stem{.stands = Concept::SslConnection, .text = "ssl-подключени"},
    Stem{.stands = Concept::SslConnection, .text = "подключениеssl"},
    Stem{.stands = Concept::SslConnection, .text = "ssl连接"},
    Stem{.stands = Concept::SslConnection, .text = "ssl連線"},
    Stem{.stands = Concept::SslConnection, .text = "ssl接続"},
    Stem{.stands = Concept::SslConnection, .text = "ssl연결"},
    Stem{.stands = Concept::SslConnection, .text = "połączeniassl"},
    Stem{.stands = Concept::SslConnection, .text = "ssl-verbinding"},
    Stem{.stands = Concept::Certificate, .text = "ssl-zertifikat"},
    Stem{.stands = Concept::Certificate, .text = "serverzertifikat"},
    Stem{.stands = Concept::Certificate, .text = "certificatssl"},
    Stem{.stands = Concept::Certificate, .text = "certificatduserveur"},
    Stem{.stands = Concept::Certificate, .text = "certificatdeserveur"},
    Stem{.stands = Concept::Certificate, .text = "certificadossl"},
    Stem{.stands = Concept::Certificate, .text = "certificadodeservidor"},
    Stem{.stands = Concept::Certificate, .text = "certificadodelservidor"},
    Stem{.stands = Concept::Certificate, .text = "certificadodoservidor"},
    Stem{.stands = Concept::Certificate, .text = "certificatossl"},
    Stem{.stands = Concept::Certificate, .text = "certificatodelserver"},
    Stem{.stands = Concept::Certificate, .text = "certificatoserver"},
    Stem{.stands = Concept::Certificate, .text = "ертификатssl"},
    Stem{.stands = Concept::Certificate, .text = "ертификатсервера"},
    Stem{.stands = Concept::Certificate, .text = "ssl-сертификат"},
    Stem{.stands = Concept::Certificate, .text = "ssl证书"},
    Stem{.stands = Concept::Certificate, .text = "服务器证书"},
    Stem{.stands = Concept::Certificate, .text = "伺服器憑證"},
    Stem{.stands = Concept::Certificate, .text = "ssl憑證"},
    Stem{.stands = Concept::Certificate, .text = "サーバー証明書"},
    Stem{.stands = Concept::Certificate, .text = "ssl証明書"},
    Stem{.stands = Concept::Certificate, .text = "서버인증서"},
    Stem{.stands = Concept::Certificate, .text = "certyfikatserwera"},
};

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

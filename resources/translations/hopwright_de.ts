<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>hopwright</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Client\Auth\CredSSP is false on %1</source>
        <translation>Client\Auth\CredSSP ist auf %1 ausgeschaltet</translation>
    </message>
    <message>
        <source>over HTTP an address takes an explicit credential, whatever TrustedHosts has; none was given for this hop to %1</source>
        <translation>über HTTP verlangt eine Adresse ausdrückliche Anmeldeinformationen, was auch immer TrustedHosts enthält; für diesen Hop zu %1 wurden keine angegeben</translation>
    </message>
    <message>
        <source>TrustedHosts of %1 has no entry for %2</source>
        <translation>TrustedHosts von %1 hat keinen Eintrag für %2</translation>
    </message>
    <message>
        <source>%1 of %2 has no entry for WSMAN/%3</source>
        <translation>%1 von %2 hat keinen Eintrag für WSMAN/%3</translation>
    </message>
    <message>
        <source>%1 is not configured on %2</source>
        <translation>%1 ist auf %2 nicht konfiguriert</translation>
    </message>
    <message>
        <source>CredSSP takes a user name and password; none was given for this hop</source>
        <translation>CredSSP verlangt Benutzername und Kennwort; für diesen Hop wurde beides nicht angegeben</translation>
    </message>
    <message>
        <source>%1 of %2 has %3</source>
        <translation>%1 von %2 enthält %3</translation>
    </message>
    <message>
        <source>%1 has %2, and %3 of %4 has no entry for WSMAN/%5</source>
        <translation>%1 enthält %2, und %3 von %4 hat keinen Eintrag für WSMAN/%5</translation>
    </message>
    <message>
        <source>%1 is not known here</source>
        <translation>%1 ist hier nicht bekannt</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>keine rechtzeitige Antwort</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>the machine at the end of this hop did not answer with a probe&apos;s line</source>
        <translation>der Rechner am Ende dieses Hops hat nicht so geantwortet, wie der Test es erwartet</translation>
    </message>
    <message>
        <source>no scheme</source>
        <translation>kein Schema</translation>
    </message>
    <message>
        <source>offered: %1</source>
        <translation>angeboten: %1</translation>
    </message>
    <message>
        <source>401 without a token; offered: %1</source>
        <translation>401 ohne Token; angeboten: %1</translation>
    </message>
    <message>
        <source>the server did not accept the account</source>
        <translation>der Server hat das Konto nicht akzeptiert</translation>
    </message>
    <message>
        <source>the delegated logon was refused</source>
        <translation>die delegierte Anmeldung wurde zurückgewiesen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>CredSSP client</source>
        <translation>CredSSP-Client</translation>
    </message>
    <message>
        <source>server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>CredSSP server</source>
        <translation>CredSSP-Server</translation>
    </message>
    <message>
        <source>not applied yet</source>
        <translation>noch nicht angewendet</translation>
    </message>
    <message numerus="yes">
        <source>%n machines</source>
        <translation>
            <numerusform>%n Rechner</numerusform>
            <numerusform>%n Rechner</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>on %n machines</source>
        <translation>
            <numerusform>auf %n Rechner</numerusform>
            <numerusform>auf %n Rechnern</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of %n accounts</source>
        <translation>
            <numerusform>von %n Konto</numerusform>
            <numerusform>von %n Konten</numerusform>
        </translation>
    </message>
    <message>
        <source>Machines</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Hops</source>
        <translation>Hops</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>Routen</translation>
    </message>
    <message>
        <source>Several things are selected</source>
        <translation>Mehreres ist ausgewählt</translation>
    </message>
    <message>
        <source>The whole drawing</source>
        <translation>Die ganze Zeichnung</translation>
    </message>
    <message>
        <source>Widest delegate entries</source>
        <translation>Weiteste Einträge der Delegierungslisten</translation>
    </message>
    <message>
        <source>Passwords held while sessions last</source>
        <translation>Kennwörter auf Rechnern, solange Sitzungen dauern</translation>
    </message>
    <message>
        <source>Last test</source>
        <translation>Letzter Test</translation>
    </message>
    <message>
        <source>%1; covers %2 of %3 that are drawn</source>
        <translation>%1; trifft %2 von %3 gezeichneten</translation>
    </message>
    <message>
        <source>Client role</source>
        <translation>Clientrolle</translation>
    </message>
    <message>
        <source>Server role</source>
        <translation>Serverrolle</translation>
    </message>
    <message>
        <source>Nothing to set</source>
        <translation>Nichts zu setzen</translation>
    </message>
    <message numerus="yes">
        <source>%n hops</source>
        <translation>
            <numerusform>%n Hop</numerusform>
            <numerusform>%n Hops</numerusform>
        </translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Default</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>Erklären</translation>
    </message>
    <message>
        <source>Explain %1</source>
        <translation>%1 erklären</translation>
    </message>
    <message>
        <source>Explain this finding</source>
        <translation>Diesen Befund erklären</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>Skript</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Drawn</source>
        <translation>Gezeichnet</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importiert</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Beobachtet</translation>
    </message>
    <message>
        <source>Pasted</source>
        <translation>Eingefügt</translation>
    </message>
    <message>
        <source>applied</source>
        <translation>angewendet</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>May delegate to</source>
        <translation>Darf delegieren an</translation>
    </message>
    <message>
        <source>Nothing. %1 opens no CredSSP hop.</source>
        <translation>Niemanden. %1 öffnet keinen CredSSP-Hop.</translation>
    </message>
    <message>
        <source>When a name is proved by NTLM only:</source>
        <translation>Wenn ein Name nur durch NTLM belegt ist:</translation>
    </message>
    <message>
        <source>TrustedHosts</source>
        <translation>TrustedHosts</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>What is on this machine</source>
        <translation>Was auf diesem Rechner liegt</translation>
    </message>
    <message>
        <source>In no route, not tested.</source>
        <translation>In keiner Route, nicht getestet.</translation>
    </message>
    <message>
        <source>Not tested yet. F5 tests its route.</source>
        <translation>Noch nicht getestet. F5 testet die Route.</translation>
    </message>
    <message>
        <source>Prediction and test</source>
        <translation>Vorhersage und Test</translation>
    </message>
    <message>
        <source>At stage %1.</source>
        <translation>In der Phase %1.</translation>
    </message>
    <message>
        <source>What arrives where</source>
        <translation>Was wo ankommt</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>Apply the plan to the practice lab.</source>
        <translation>Wenden Sie den Plan auf das Übungslabor an.</translation>
    </message>
    <message>
        <source>Ways out, safest first</source>
        <translation>Auswege, der sicherste zuerst</translation>
    </message>
    <message>
        <source>Hop %1: %2</source>
        <translation>Hop %1: %2</translation>
    </message>
    <message>
        <source>%1, typed %2</source>
        <translation>%1, eingegeben als %2</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>Begründung</translation>
    </message>
    <message>
        <source>In place of CredSSP, safest first</source>
        <translation>Anstelle von CredSSP, das Sicherste zuerst</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>Reached by</source>
        <translation>Erreicht über</translation>
    </message>
    <message>
        <source>No hop ends here.</source>
        <translation>Hier endet kein Hop.</translation>
    </message>
    <message numerus="yes">
        <source>Route of %n hops</source>
        <translation>
            <numerusform>Route mit %n Hop</numerusform>
            <numerusform>Route mit %n Hops</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is selected</source>
        <translation>Nichts ist ausgewählt</translation>
    </message>
    <message>
        <source>Select a machine or a hop: here stands what it needs, what was predicted and seen, and why.</source>
        <translation>Wählen Sie einen Rechner oder einen Hop aus: Hier steht, was er braucht, was vorhergesagt und beobachtet wurde und warum.</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>erfolgreich</translation>
    </message>
    <message>
        <source>denied</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>nicht erreicht</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übersprungen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more. &quot;hopwright-cli plan&quot; prints all of them.</source>
        <translation>
            <numerusform>… und %n weiterer. „hopwright-cli plan“ gibt alle aus.</numerusform>
            <numerusform>… und %n weitere. „hopwright-cli plan“ gibt alle aus.</numerusform>
        </translation>
    </message>
    <message>
        <source>Hop %1 is a CredSSP session to %2: it needs the client role here, and an entry for %3 as typed.</source>
        <translation>Hop %1 ist eine CredSSP-Sitzung zu %2: Sie braucht hier die Clientrolle und einen Eintrag für %3, so wie eingegeben.</translation>
    </message>
    <message>
        <source>Hop %1 is a CredSSP session from %2: it needs the server role here.</source>
        <translation>Hop %1 ist eine CredSSP-Sitzung von %2: Sie braucht hier die Serverrolle.</translation>
    </message>
    <message>
        <source>A CredSSP session ends at %1 and another one begins there: both roles.</source>
        <translation>Bei %1 endet eine CredSSP-Sitzung, und dort beginnt eine weitere: beide Rollen.</translation>
    </message>
    <message>
        <source>Hop %1 goes to %2 as typed; a short name, a full name and an address are three targets.</source>
        <translation>Hop %1 geht zu %2, so wie eingegeben; Kurzname, vollständiger Name und Adresse sind drei verschiedene Ziele.</translation>
    </message>
    <message>
        <source>%1 opens CredSSP sessions to %2 names: one entry for each.</source>
        <translation>%1 öffnet CredSSP-Sitzungen zu %2 Namen: je ein Eintrag.</translation>
    </message>
    <message>
        <source>Hop %1 brings the password of %3 inside the script, and it stays in the memory of %2 while the script runs.</source>
        <translation>Hop %1 bringt das Kennwort des Kontos %3 im Skript mit, und es bleibt im Arbeitsspeicher von %2, solange das Skript läuft.</translation>
    </message>
    <message>
        <source>%2 needs nothing of CredSSP on %1, only the permission of the account.</source>
        <translation>%2 braucht auf %1 nichts von CredSSP, nur die Berechtigung des Kontos.</translation>
    </message>
    <message>
        <source>Hop %1 uses CredSSP: the password of %3 arrives on %2 and can be used again.</source>
        <translation>Hop %1 verwendet CredSSP: Das Kennwort des Kontos %3 kommt auf %2 an und kann wiederverwendet werden.</translation>
    </message>
    <message>
        <source>%1 is an address, and Kerberos takes names only: the server proves its name by NTLM only.</source>
        <translation>%1 ist eine Adresse, und Kerberos nimmt nur Namen: Der Server belegt seinen Namen nur durch NTLM.</translation>
    </message>
    <message>
        <source>%1 is in a workgroup: the server proves its name by NTLM only.</source>
        <translation>%1 ist in einer Arbeitsgruppe: Der Server belegt seinen Namen nur durch NTLM.</translation>
    </message>
    <message>
        <source>The account is one of %1 alone: the server proves its name by NTLM only.</source>
        <translation>Das Konto gibt es nur auf %1: Der Server belegt seinen Namen nur durch NTLM.</translation>
    </message>
    <message>
        <source>The hop asks for NTLM: the server proves its name by NTLM only.</source>
        <translation>Der Hop verlangt NTLM: Der Server belegt seinen Namen nur durch NTLM.</translation>
    </message>
    <message>
        <source>Hop %1 sends the password to a server that proves its name by NTLM only: %2 must stand in the NTLM-only list too. A name that Kerberos can prove is safer.</source>
        <translation>Hop %1 sendet das Kennwort an einen Server, der seinen Namen nur durch NTLM belegt: %2 muss auch in der Liste für reine NTLM-Serverauthentifizierung stehen. Ein Name, den Kerberos belegen kann, ist sicherer.</translation>
    </message>
    <message>
        <source>Hop %1 uses NTLM over HTTP: %2 must stand in TrustedHosts, or the hop must use HTTPS.</source>
        <translation>Hop %1 verwendet NTLM über HTTP: %2 muss in TrustedHosts stehen, oder der Hop muss HTTPS verwenden.</translation>
    </message>
    <message>
        <source>The domain of %1 is not known, so it cannot be said whether the NTLM-only list and TrustedHosts are needed. The plan takes both ends for one domain.</source>
        <translation>Die Domäne von %1 ist nicht bekannt; ob die Liste für reine NTLM-Serverauthentifizierung und TrustedHosts nötig sind, lässt sich daher nicht sagen. Der Plan nimmt für beide Enden dieselbe Domäne an.</translation>
    </message>
    <message>
        <source>Whether %1 and %2 trust each other is not known. Where they do not, the server proves its name by NTLM only.</source>
        <translation>Ob %1 und %2 einander vertrauen, ist nicht bekannt. Wenn nicht, belegt der Server seinen Namen nur durch NTLM.</translation>
    </message>
    <message>
        <source>A local account other than the built-in Administrator has no administrator rights over the network on %1 while LocalAccountTokenFilterPolicy is not 1.</source>
        <translation>Ein lokales Konto außer dem integrierten Administrator hat über das Netzwerk auf %1 keine Administratorrechte, solange LocalAccountTokenFilterPolicy nicht 1 ist.</translation>
    </message>
    <message>
        <source>Hop %1 begins on %2, where the user is signed in: nothing has to be handed over.</source>
        <translation>Hop %1 beginnt auf %2, wo der Benutzer angemeldet ist: Es muss nichts weitergegeben werden.</translation>
    </message>
    <message>
        <source>Hop %1 uses the identity that arrives on %2, so hop %3 would have to hand one over.</source>
        <translation>Hop %1 verwendet die Identität, die auf %2 ankommt; Hop %3 müsste also eine weitergeben.</translation>
    </message>
    <message>
        <source>Hop %1 uses the default method: a network logon (type 3) on %2. It proves who signs in, and cannot be used again.</source>
        <translation>Hop %1 verwendet die Methode Default: eine Netzwerkanmeldung (Typ 3) auf %2. Sie belegt, wer sich anmeldet, und kann nicht wiederverwendet werden.</translation>
    </message>
    <message>
        <source>Hop %1 negotiates: a network logon (type 3) on %2. It proves who signs in, and cannot be used again.</source>
        <translation>Hop %1 handelt aus: eine Netzwerkanmeldung (Typ 3) auf %2. Sie belegt, wer sich anmeldet, und kann nicht wiederverwendet werden.</translation>
    </message>
    <message>
        <source>Hop %1 signs in %3 by a network logon (type 3) on %2. A credential that is given makes no difference: it cannot be used again there.</source>
        <translation>Hop %1 meldet das Konto %3 durch eine Netzwerkanmeldung (Typ 3) auf %2 an. Angegebene Anmeldeinformationen ändern daran nichts: Sie können dort nicht wiederverwendet werden.</translation>
    </message>
    <message>
        <source>Hop %1 signs in %3 by NTLM: a network logon (type 3) on %2, which cannot be used again.</source>
        <translation>Hop %1 meldet das Konto %3 mit NTLM an: eine Netzwerkanmeldung (Typ 3) auf %2, die nicht wiederverwendet werden kann.</translation>
    </message>
    <message>
        <source>Hop %1 uses Kerberos: a network logon (type 3) on %2, which cannot be used again.</source>
        <translation>Hop %1 verwendet Kerberos: eine Netzwerkanmeldung (Typ 3) auf %2, die nicht wiederverwendet werden kann.</translation>
    </message>
    <message>
        <source>Hop %1 is an ordinary session: what was delegated opens it, and is not handed on to %2.</source>
        <translation>Hop %1 ist eine gewöhnliche Sitzung: Was delegiert wurde, öffnet sie und wird nicht an %2 weitergegeben.</translation>
    </message>
    <message>
        <source>Whether a machine proves its name to itself by Kerberos as %1 is not known. By its own full name it does.</source>
        <translation>Ob ein Rechner sich selbst gegenüber seinen Namen als %1 durch Kerberos belegt, ist nicht bekannt. Mit seinem vollständigen Namen tut er es.</translation>
    </message>
    <message>
        <source>Nothing arrived on %1 to sign in with, and whether it lets a caller without a password into a resource of its own is not known.</source>
        <translation>Auf %1 ist nichts angekommen, womit man sich anmelden könnte, und ob der Rechner einen Aufrufer ohne Kennwort an eine eigene Ressource lässt, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Hop %1 to %2 comes back to its own machine and is a hop all the same: its session has a network logon.</source>
        <translation>Hop %1 zu %2 führt zum eigenen Rechner zurück und ist dennoch ein Hop: Seine Sitzung hat eine Netzwerkanmeldung.</translation>
    </message>
    <message>
        <source>Hop %1 brings a credential of its own: nothing has to arrive on %2.</source>
        <translation>Hop %1 bringt eigene Anmeldeinformationen mit: Auf %2 muss nichts ankommen.</translation>
    </message>
    <message>
        <source>%2 is an account of %3 alone. %1 lets it in only when it has the same user with the same password, which is not known. Not verified on Windows.</source>
        <translation>Das Konto %2 ist ein lokales Konto von %3. %1 lässt es nur ein, wenn es dort denselben Benutzer mit demselben Kennwort gibt, und das ist nicht bekannt. Nicht unter Windows überprüft.</translation>
    </message>
    <message>
        <source>%2 is in a workgroup: who is signed in there has an account of %2 alone. %1 lets it in only when it has the same user with the same password, which is not known. Not verified on Windows.</source>
        <translation>%2 ist in einer Arbeitsgruppe: Wer dort angemeldet ist, hat ein lokales Konto von %2. %1 lässt es nur ein, wenn es dort denselben Benutzer mit demselben Kennwort gibt, und das ist nicht bekannt. Nicht unter Windows überprüft.</translation>
    </message>
    <message>
        <source>%1 is in %2, and the account is one of %3: whether %2 trusts %3 is not known.</source>
        <translation>%1 ist in %2, und das Konto gehört zu %3: Ob %2 der Domäne %3 vertraut, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>%1 is in a workgroup and knows its own accounts only. Another gets in only when %1 has the same user with the same password, which is not known. Not verified on Windows.</source>
        <translation>%1 ist in einer Arbeitsgruppe und kennt nur eigene Konten. Ein anderes kommt nur hinein, wenn es auf %1 denselben Benutzer mit demselben Kennwort gibt, und das ist nicht bekannt. Nicht unter Windows überprüft.</translation>
    </message>
    <message>
        <source>What arrives on %1 is not known.</source>
        <translation>Was auf %1 ankommt, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Hop %1 uses the method &quot;%2&quot;, which is not known to this version.</source>
        <translation>Hop %1 verwendet die Methode „%2“, die dieser Version nicht bekannt ist.</translation>
    </message>
    <message>
        <source>Hop %1 is denied, so this one is not reached.</source>
        <translation>Hop %1 wird abgelehnt, dieser wird also nicht erreicht.</translation>
    </message>
    <message>
        <source>Whether %2 has the permission on %1 was not looked at.</source>
        <translation>Ob das Konto %2 die Berechtigung auf %1 hat, wurde nicht geprüft.</translation>
    </message>
    <message>
        <source>%1 is known to refuse %2.</source>
        <translation>Von %1 ist bekannt, dass es das Konto %2 zurückweist.</translation>
    </message>
    <message>
        <source>%1 refuses some accounts, and which account asks is not known.</source>
        <translation>%1 weist einige Konten zurück, und welches Konto anfragt, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>SMB then sends no credential. %1 sees a caller without a name and answers %2.</source>
        <translation>SMB sendet dann keine Anmeldeinformationen. %1 sieht einen Aufrufer ohne Namen und antwortet mit %2.</translation>
    </message>
    <message>
        <source>%1 then sees a caller without a name and answers %2. Not verified on Windows.</source>
        <translation>%1 sieht dann einen Aufrufer ohne Namen und antwortet mit %2. Nicht unter Windows überprüft.</translation>
    </message>
    <message>
        <source>%1 then sees a caller without a name and refuses. Not verified on Windows.</source>
        <translation>%1 sieht dann einen Aufrufer ohne Namen und weist ihn zurück. Nicht unter Windows überprüft.</translation>
    </message>
    <message>
        <source>WinRM on %1 then finds no credential to sign in to %2 with (%3).</source>
        <translation>WinRM auf %1 findet dann keine Anmeldeinformationen für die Anmeldung an %2 (%3).</translation>
    </message>
    <message>
        <source>Hop %1 uses CredSSP with the identity of the caller: it needs a user name and a password.</source>
        <translation>Hop %1 verwendet CredSSP mit der Identität des Aufrufers: Er braucht Benutzername und Kennwort.</translation>
    </message>
    <message>
        <source>What arrived on %2 does not open another CredSSP session: hop %1 needs a credential that travels inside the script.</source>
        <translation>Was auf %2 angekommen ist, öffnet keine weitere CredSSP-Sitzung: Hop %1 braucht Anmeldeinformationen, die im Skript mitreisen.</translation>
    </message>
    <message>
        <source>WinRM on %1 refuses before it sends anything (%2).</source>
        <translation>WinRM auf %1 weist ab, bevor es etwas sendet (%2).</translation>
    </message>
    <message>
        <source>Kerberos cannot be used with an address, and %1 is one (%2).</source>
        <translation>Kerberos lässt sich nicht mit einer Adresse verwenden, und %1 ist eine (%2).</translation>
    </message>
    <message>
        <source>Kerberos takes accounts of a domain, and %1 is a local one.</source>
        <translation>Kerberos verlangt ein Domänenkonto, und das Konto %1 ist ein lokales.</translation>
    </message>
    <message>
        <source>%1 is in a workgroup, where Kerberos needs a credential of its own (%2).</source>
        <translation>%1 ist in einer Arbeitsgruppe, dort braucht Kerberos eigene Anmeldeinformationen (%2).</translation>
    </message>
    <message>
        <source>%1 is an address: over HTTP the identity of the caller is not sent there. Give the hop a credential of its own, or type the name.</source>
        <translation>%1 ist eine Adresse: Über HTTP wird die Identität des Aufrufers nicht dorthin gesendet. Geben Sie dem Hop eigene Anmeldeinformationen, oder geben Sie den Namen ein.</translation>
    </message>
    <message>
        <source>WinRM on %1 wants a credential and an entry for %2 in TrustedHosts, or HTTPS (%3).</source>
        <translation>WinRM auf %1 verlangt Anmeldeinformationen und einen Eintrag für %2 in TrustedHosts, oder HTTPS (%3).</translation>
    </message>
    <message>
        <source>WinRM on %1 refuses the identity of the caller for %2 over HTTP (%3).</source>
        <translation>WinRM auf %1 weist die Identität des Aufrufers für %2 über HTTP zurück (%3).</translation>
    </message>
    <message>
        <source>Hop %1 uses Basic with the identity of the caller: WinRM on %2 wants a user name and a password (%3).</source>
        <translation>Hop %1 verwendet Basic mit der Identität des Aufrufers: WinRM auf %2 verlangt Benutzername und Kennwort (%3).</translation>
    </message>
    <message>
        <source>Basic takes accounts of %2 alone. Which account hop %1 is given is not known until it is asked for.</source>
        <translation>Basic nimmt nur lokale Konten von %2. Welches Konto Hop %1 erhält, ist erst bekannt, wenn danach gefragt wird.</translation>
    </message>
    <message>
        <source>Basic takes accounts of %1 alone, and %2 is none: WinRM answers 401.</source>
        <translation>Basic nimmt nur lokale Konten von %1, und das Konto %2 ist keines: WinRM antwortet mit 401.</translation>
    </message>
    <message>
        <source>Hop %1 uses Basic over HTTP: that works only where AllowUnencrypted is on at both ends, which is not known. The password would travel readable; use HTTPS.</source>
        <translation>Hop %1 verwendet Basic über HTTP: Das geht nur, wo AllowUnencrypted an beiden Enden eingeschaltet ist, und das ist nicht bekannt. Das Kennwort wäre unterwegs lesbar; verwenden Sie HTTPS.</translation>
    </message>
    <message>
        <source>Hop %1 signs in %3, an account of %2 alone, by Basic over HTTPS.</source>
        <translation>Hop %1 meldet das Konto %3, ein lokales Konto von %2, mit Basic über HTTPS an.</translation>
    </message>
    <message>
        <source>Documents say that nothing of a Basic sign-in can be used again on %2, and a report from the field says otherwise. Not verified on Windows.</source>
        <translation>Laut Dokumentation ist von einer Basic-Anmeldung auf %2 nichts wiederverwendbar, ein Bericht aus der Praxis sagt anderes. Nicht unter Windows überprüft.</translation>
    </message>
    <message>
        <source>Hop %1 uses Basic, which the WinRM service on %2 does not take unless Service\Auth\Basic is turned on. The plan does not turn it on.</source>
        <translation>Hop %1 verwendet Basic, was der WinRM-Dienst auf %2 nur nimmt, wenn Service\Auth\Basic eingeschaltet ist. Der Plan schaltet es nicht ein.</translation>
    </message>
    <message>
        <source>Hop %1 uses a certificate over HTTP, and WinRM takes certificates over HTTPS only.</source>
        <translation>Hop %1 verwendet ein Zertifikat über HTTP, und WinRM nimmt Zertifikate nur über HTTPS.</translation>
    </message>
    <message>
        <source>Hop %1 uses a certificate: %2 must map it to an account of its own.</source>
        <translation>Hop %1 verwendet ein Zertifikat: %2 muss es einem eigenen Konto zuordnen.</translation>
    </message>
    <message>
        <source>Hop %1 signs in by a certificate, which is not handed over: on %2 nothing can be used again.</source>
        <translation>Hop %1 meldet sich mit einem Zertifikat an, das nicht weitergegeben wird: Auf %2 ist nichts wiederverwendbar.</translation>
    </message>
    <message>
        <source>Hop %1 uses SSH, and whether with a password, a key or a ticket is not drawn: a password arrives, a key does not. Type an account to plan with a password.</source>
        <translation>Hop %1 verwendet SSH, und ob mit Kennwort, Schlüssel oder Ticket, ist nicht gezeichnet: Ein Kennwort kommt an, ein Schlüssel nicht. Geben Sie ein Konto ein, um mit einem Kennwort zu planen.</translation>
    </message>
    <message>
        <source>Hop %1 uses SSH with a password: that of %3 arrives on %2 and can be used again.</source>
        <translation>Hop %1 verwendet SSH mit Kennwort: Das Kennwort des Kontos %3 kommt auf %2 an und kann wiederverwendet werden.</translation>
    </message>
    <message>
        <source>WinRM on %1 does not take Digest.</source>
        <translation>WinRM auf %1 nimmt Digest nicht an.</translation>
    </message>
    <message>
        <source>The client role is off on %1, so WinRM refuses before it sends anything (%2).</source>
        <translation>Die Clientrolle ist auf %1 ausgeschaltet, daher weist WinRM ab, bevor es etwas sendet (%2).</translation>
    </message>
    <message>
        <source>The server role is off on %1, so it does not offer CredSSP.</source>
        <translation>Die Serverrolle ist auf %1 ausgeschaltet, daher bietet es CredSSP nicht an.</translation>
    </message>
    <message>
        <source>%1 asks its list of names that may get a password, with %2 as typed.</source>
        <translation>%1 fragt seine Liste der Namen ab, die ein Kennwort erhalten dürfen, mit %2, so wie eingegeben.</translation>
    </message>
    <message>
        <source>%2 proves its name by NTLM only, so %1 asks its NTLM-only list.</source>
        <translation>%2 belegt seinen Namen nur durch NTLM, daher fragt %1 seine Liste für reine NTLM-Serverauthentifizierung ab.</translation>
    </message>
    <message>
        <source>%1 may not delegate to %2: its list is not set.</source>
        <translation>%1 darf nicht an %2 delegieren: Seine Liste ist nicht gesetzt.</translation>
    </message>
    <message>
        <source>%1 may not delegate to %2. Its list has %3.</source>
        <translation>%1 darf nicht an %2 delegieren. Seine Liste enthält %3.</translation>
    </message>
    <message>
        <source>%1 may not delegate to %2: its NTLM-only list lacks that name, and its other list counts only where a server proves its name.</source>
        <translation>%1 darf nicht an %2 delegieren: In seiner Liste für reine NTLM-Serverauthentifizierung fehlt dieser Name, und seine andere Liste zählt nur, wo ein Server seinen Namen belegt.</translation>
    </message>
    <message>
        <source>%1 may not delegate to %2: its deny list has %3.</source>
        <translation>%1 darf nicht an %2 delegieren: Seine Sperrliste enthält %3.</translation>
    </message>
    <message>
        <source>%1 uses NTLM over HTTP here, and its TrustedHosts lacks %2.</source>
        <translation>%1 verwendet hier NTLM über HTTP, und in seinen TrustedHosts fehlt %2.</translation>
    </message>
    <message>
        <source>%1 may send a password to every name that %2 covers. Width: critical; name each server instead.</source>
        <translation>%1 darf ein Kennwort an jeden Namen senden, den %2 abdeckt. Umfang: kritisch; nennen Sie stattdessen jeden Server.</translation>
    </message>
    <message>
        <source>%1 may send a password to every name that %2 covers. Width: high; any machine of that domain can hold such a name; name each server instead.</source>
        <translation>%1 darf ein Kennwort an jeden Namen senden, den %2 abdeckt. Umfang: groß; jeder Rechner dieser Domäne kann einen solchen Namen haben; nennen Sie stattdessen jeden Server.</translation>
    </message>
    <message>
        <source>%1 may send a password to every name that %2 covers. Width: medium; any machine that can hold such a name.</source>
        <translation>%1 darf ein Kennwort an jeden Namen senden, den %2 abdeckt. Umfang: mittel; jeder Rechner, der einen solchen Namen haben kann.</translation>
    </message>
    <message>
        <source>%1 may send a password to every name that %2 covers, also to a server that proves its name by NTLM only. Width: critical; name each server instead.</source>
        <translation>%1 darf ein Kennwort an jeden Namen senden, den %2 abdeckt, auch an einen Server, der seinen Namen nur durch NTLM belegt. Umfang: kritisch; nennen Sie stattdessen jeden Server.</translation>
    </message>
    <message>
        <source>%1 may send a password to every name that %2 covers, also to a server that proves its name by NTLM only. Width: high; any machine of that domain can hold such a name; name each server instead.</source>
        <translation>%1 darf ein Kennwort an jeden Namen senden, den %2 abdeckt, auch an einen Server, der seinen Namen nur durch NTLM belegt. Umfang: groß; jeder Rechner dieser Domäne kann einen solchen Namen haben; nennen Sie stattdessen jeden Server.</translation>
    </message>
    <message>
        <source>%1 may send a password to every name that %2 covers, also to a server that proves its name by NTLM only. Width: medium; any machine that can hold such a name.</source>
        <translation>%1 darf ein Kennwort an jeden Namen senden, den %2 abdeckt, auch an einen Server, der seinen Namen nur durch NTLM belegt. Umfang: mittel; jeder Rechner, der einen solchen Namen haben kann.</translation>
    </message>
    <message>
        <source>%1 signs in by NTLM over HTTP to every name that %2 in TrustedHosts covers, and none of them proves who it is. Width: critical; name each server instead.</source>
        <translation>%1 meldet sich mit NTLM über HTTP an jedem Namen an, den %2 in TrustedHosts abdeckt, und keiner davon belegt, wer er ist. Umfang: kritisch; nennen Sie stattdessen jeden Server.</translation>
    </message>
    <message>
        <source>%1 signs in by NTLM over HTTP to every name that %2 in TrustedHosts covers, and none of them proves who it is. Width: high; any machine of that domain can hold such a name; name each server instead.</source>
        <translation>%1 meldet sich mit NTLM über HTTP an jedem Namen an, den %2 in TrustedHosts abdeckt, und keiner davon belegt, wer er ist. Umfang: groß; jeder Rechner dieser Domäne kann einen solchen Namen haben; nennen Sie stattdessen jeden Server.</translation>
    </message>
    <message>
        <source>%1 signs in by NTLM over HTTP to every name that %2 in TrustedHosts covers, and none of them proves who it is. Width: medium; any machine that can hold such a name.</source>
        <translation>%1 meldet sich mit NTLM über HTTP an jedem Namen an, den %2 in TrustedHosts abdeckt, und keiner davon belegt, wer er ist. Umfang: mittel; jeder Rechner, der einen solchen Namen haben kann.</translation>
    </message>
    <message>
        <source>%1 has the entry %2, a form that is in no document: Windows may take it or not. Width: critical; name each server instead.</source>
        <translation>%1 hat den Eintrag %2, eine Form, die in keinem Dokument steht: Windows nimmt sie vielleicht, vielleicht nicht. Umfang: kritisch; nennen Sie stattdessen jeden Server.</translation>
    </message>
    <message>
        <source>%1 has the entry %2, a form that is in no document: Windows may take it or not. Width: high; name each server instead.</source>
        <translation>%1 hat den Eintrag %2, eine Form, die in keinem Dokument steht: Windows nimmt sie vielleicht, vielleicht nicht. Umfang: groß; nennen Sie stattdessen jeden Server.</translation>
    </message>
    <message>
        <source>%1 has the entry %2 without a service: it covers every name and every service, remote desktop too. Width: critical; name each server instead.</source>
        <translation>%1 hat den Eintrag %2 ohne Dienst: Er deckt jeden Namen und jeden Dienst ab, auch Remotedesktop. Umfang: kritisch; nennen Sie stattdessen jeden Server.</translation>
    </message>
    <message>
        <source>One value on %1 holds %3 names: %2. Windows takes a value for one name, so none of them is covered; each needs a value of its own.</source>
        <translation>Ein Wert auf %1 enthält %3 Namen: %2. Windows nimmt einen Wert für einen einzigen Namen, daher ist keiner davon abgedeckt; jeder braucht einen eigenen Wert.</translation>
    </message>
    <message>
        <source>The entry %2 on %1 has two stars and never matches.</source>
        <translation>Der Eintrag %2 auf %1 hat zwei Sterne und passt nie.</translation>
    </message>
    <message>
        <source>The entry %2 on %1 names no service and never matches: WSMAN/ belongs before the name.</source>
        <translation>Der Eintrag %2 auf %1 nennt keinen Dienst und passt nie: Vor den Namen gehört WSMAN/.</translation>
    </message>
    <message>
        <source>The entry %2 on %1 has a port, and what WinRM asks for has none: it never matches.</source>
        <translation>Der Eintrag %2 auf %1 hat einen Port, und wonach WinRM fragt, hat keinen: Er passt nie.</translation>
    </message>
    <message>
        <source>The entry %2 on %1 cannot be read as service and name, and never matches.</source>
        <translation>Der Eintrag %2 auf %1 lässt sich nicht als Dienst und Name lesen und passt nie.</translation>
    </message>
    <message>
        <source>One entry of TrustedHosts on %1 holds %3 names: %2. Each needs an entry of its own, with a comma between.</source>
        <translation>Ein Eintrag in TrustedHosts auf %1 enthält %3 Namen: %2. Jeder braucht einen eigenen Eintrag, durch Komma getrennt.</translation>
    </message>
    <message>
        <source>The entry %2 of TrustedHosts on %1 has more than one star and never matches.</source>
        <translation>Der Eintrag %2 in TrustedHosts auf %1 hat mehr als einen Stern und passt nie.</translation>
    </message>
    <message>
        <source>Hop %1 will be denied: nothing arrives on %2 to sign in with again.</source>
        <translation>Hop %1 wird abgelehnt: Auf %2 kommt nichts an, womit man sich erneut anmelden könnte.</translation>
    </message>
    <message>
        <source>Hop %1 to %2 will be denied.</source>
        <translation>Hop %1 zu %2 wird abgelehnt.</translation>
    </message>
    <message>
        <source>%1 will hold the password of %2; its administrators can read it.</source>
        <translation>%1 hat dann das Kennwort des Kontos %2; die Administratoren dort können es lesen.</translation>
    </message>
    <message>
        <source>Hop %1 uses CredSSP, and nothing on %2 uses what it hands over: the default method is enough.</source>
        <translation>Hop %1 verwendet CredSSP, und nichts auf %2 verwendet, was er weitergibt: Die Methode Default genügt.</translation>
    </message>
    <message>
        <source>Hop %1 takes CredSSP version %2, whose proof of the server&apos;s key can be relayed. Version 5 or later is safe.</source>
        <translation>Hop %1 akzeptiert CredSSP-Version %2, deren Nachweis des Serverschlüssels weitergeleitet werden kann. Version 5 oder neuer ist sicher.</translation>
    </message>
    <message>
        <source>the account that is asked for</source>
        <translation>(wird abgefragt)</translation>
    </message>
    <message>
        <source>Negotiate</source>
        <translation>Negotiate</translation>
    </message>
    <message>
        <source>NTLM</source>
        <translation>NTLM</translation>
    </message>
    <message>
        <source>Kerberos</source>
        <translation>Kerberos</translation>
    </message>
    <message>
        <source>CredSSP</source>
        <translation>CredSSP</translation>
    </message>
    <message>
        <source>Basic</source>
        <translation>Basic</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>SSH</source>
        <translation>SSH</translation>
    </message>
    <message>
        <source>not known to this version</source>
        <translation>dieser Version nicht bekannt</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>HTTPS</source>
        <translation>HTTPS</translation>
    </message>
    <message>
        <source>SMB</source>
        <translation>SMB</translation>
    </message>
    <message>
        <source>file share</source>
        <translation>Dateifreigabe</translation>
    </message>
    <message>
        <source>SQL Server</source>
        <translation>SQL Server</translation>
    </message>
    <message>
        <source>Active Directory Web Services</source>
        <translation>Active Directory-Webdienste</translation>
    </message>
    <message>
        <source>LDAP</source>
        <translation>LDAP</translation>
    </message>
    <message>
        <source>WMI</source>
        <translation>WMI</translation>
    </message>
    <message>
        <source>CIM</source>
        <translation>CIM</translation>
    </message>
    <message>
        <source>PowerShell session</source>
        <translation>PowerShell-Sitzung</translation>
    </message>
    <message>
        <source>service control</source>
        <translation>Dienststeuerung</translation>
    </message>
    <message>
        <source>remote registry</source>
        <translation>Remoteregistrierung</translation>
    </message>
    <message>
        <source>scheduled tasks</source>
        <translation>Geplante Aufgaben</translation>
    </message>
    <message>
        <source>event log</source>
        <translation>Ereignisprotokoll</translation>
    </message>
    <message>
        <source>web site</source>
        <translation>Website</translation>
    </message>
    <message>
        <source>certificate authority</source>
        <translation>Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>SharePoint</source>
        <translation>SharePoint</translation>
    </message>
    <message>
        <source>client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>jump server</source>
        <translation>Jumpserver</translation>
    </message>
    <message>
        <source>domain not known</source>
        <translation>Domäne unbekannt</translation>
    </message>
    <message>
        <source>workgroup %1</source>
        <translation>Arbeitsgruppe %1</translation>
    </message>
    <message>
        <source>will pass</source>
        <translation>wird erfolgreich sein</translation>
    </message>
    <message>
        <source>will be denied</source>
        <translation>wird abgelehnt</translation>
    </message>
    <message>
        <source>cannot say</source>
        <translation>keine Aussage möglich</translation>
    </message>
    <message>
        <source>%1 (code %2)</source>
        <translation>%1 (Code %2)</translation>
    </message>
    <message>
        <source>%1: not applied yet</source>
        <translation>%1: noch nicht angewendet</translation>
    </message>
    <message>
        <source>%1. After Apply: %2.</source>
        <translation>%1. Nach dem Anwenden: %2.</translation>
    </message>
    <message>
        <source>resolve</source>
        <translation>Namensauflösung</translation>
    </message>
    <message>
        <source>connect</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>tls</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>offer</source>
        <translation>Angebot</translation>
    </message>
    <message>
        <source>negotiate</source>
        <translation>Aushandlung</translation>
    </message>
    <message>
        <source>bind</source>
        <translation>Bindung</translation>
    </message>
    <message>
        <source>delegate</source>
        <translation>Delegierung</translation>
    </message>
    <message>
        <source>shell</source>
        <translation>Shell</translation>
    </message>
    <message>
        <source>command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>access</source>
        <translation>Zugriff</translation>
    </message>
    <message>
        <source>the user, signed in</source>
        <translation>der angemeldete Benutzer</translation>
    </message>
    <message>
        <source>%1, signed in</source>
        <translation>%1, angemeldet</translation>
    </message>
    <message>
        <source>network logon, nothing to use again</source>
        <translation>Netzwerkanmeldung, nichts Wiederverwendbares</translation>
    </message>
    <message>
        <source>the password of %1</source>
        <translation>das Kennwort des Kontos %1</translation>
    </message>
    <message>
        <source>a caller without a name</source>
        <translation>ein Aufrufer ohne Namen</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Client and server</source>
        <translation>Client und Server</translation>
    </message>
    <message>
        <source>nothing to set here</source>
        <translation>hier ist nichts einzustellen</translation>
    </message>
    <message>
        <source>no role needed</source>
        <translation>keine Rolle nötig</translation>
    </message>
    <message>
        <source>%1 will hold a password that is asked for at run time; its administrators can read it.</source>
        <translation>%1 hat dann ein Kennwort, das zur Laufzeit abgefragt wird; die Administratoren dort können es lesen.</translation>
    </message>
    <message>
        <source>Run it from %1</source>
        <translation>Von %1 aus ausführen</translation>
    </message>
    <message>
        <source>Type %2 as the target of hop %1</source>
        <translation>%2 als Ziel von Hop %1 eingeben</translation>
    </message>
    <message>
        <source>Use HTTPS on hop %1</source>
        <translation>HTTPS für Hop %1 verwenden</translation>
    </message>
    <message>
        <source>Use the default method on hop %1</source>
        <translation>Die Methode Default für Hop %1 verwenden</translation>
    </message>
    <message numerus="yes">
        <source>Let %1 and %n more accept %2</source>
        <translation>
            <numerusform>%1 und einem weiteren Rechner die Delegierung von %2 erlauben</numerusform>
            <numerusform>%1 und %n weiteren Rechnern die Delegierung von %2 erlauben</numerusform>
        </translation>
    </message>
    <message>
        <source>Let %1 accept %2</source>
        <translation>%1 die Delegierung von %2 erlauben</translation>
    </message>
    <message>
        <source>Use an endpoint on %1 that has an account of its own</source>
        <translation>Einen Endpunkt mit eigenem Konto auf %1 verwenden</translation>
    </message>
    <message>
        <source>Give the command its own credential</source>
        <translation>Dem Befehl eigene Anmeldeinformationen geben</translation>
    </message>
    <message numerus="yes">
        <source>Give hop %1, and %n more, a credential of its own</source>
        <translation>
            <numerusform>Hop %1 und %n weiterem eigene Anmeldeinformationen geben</numerusform>
            <numerusform>Hop %1 und %n weiteren eigene Anmeldeinformationen geben</numerusform>
        </translation>
    </message>
    <message>
        <source>Give hop %1 its own credential</source>
        <translation>Hop %1 eigene Anmeldeinformationen geben</translation>
    </message>
    <message>
        <source>Use an endpoint on %1 that runs as one user</source>
        <translation>Einen Endpunkt auf %1 verwenden, der als ein bestimmter Benutzer läuft</translation>
    </message>
    <message>
        <source>Use CredSSP on hop %1</source>
        <translation>CredSSP für Hop %1 verwenden</translation>
    </message>
    <message>
        <source>nothing exposed</source>
        <translation>nichts preisgegeben</translation>
    </message>
    <message>
        <source>one directory change</source>
        <translation>eine Änderung im Verzeichnis</translation>
    </message>
    <message>
        <source>what the endpoint lets its callers do</source>
        <translation>was der Endpunkt seinen Aufrufern erlaubt</translation>
    </message>
    <message>
        <source>password in memory</source>
        <translation>Kennwort im Arbeitsspeicher</translation>
    </message>
    <message>
        <source>password stored on %2</source>
        <translation>Kennwort auf %2 gespeichert</translation>
    </message>
    <message>
        <source>password on %2</source>
        <translation>Kennwort auf %2</translation>
    </message>
    <message>
        <source>%1 is where the user is signed in, so nothing has to be handed over. %1 must reach the target itself.</source>
        <translation>Auf %1 ist der Benutzer angemeldet, es muss also nichts weitergegeben werden. %1 muss das Ziel selbst erreichen.</translation>
    </message>
    <message>
        <source>%2 in place of what is typed for hop %1: Kerberos proves names, not addresses.</source>
        <translation>%2 anstelle der Eingabe für Hop %1: Kerberos belegt Namen, keine Adressen.</translation>
    </message>
    <message>
        <source>Hop %1 gets HTTPS; its server needs a listener for it, with a certificate that the client trusts.</source>
        <translation>Hop %1 erhält HTTPS; sein Server braucht dafür einen Listener mit einem Zertifikat, dem der Client vertraut.</translation>
    </message>
    <message>
        <source>Hop %1 gets the default method: Kerberos where both ends can, else NTLM. No password is handed over.</source>
        <translation>Hop %1 erhält die Methode Default: Kerberos, wo beide Seiten es können, sonst NTLM. Es wird kein Kennwort weitergegeben.</translation>
    </message>
    <message>
        <source>JEA: an endpoint on %1 runs the command as a group managed service account that the target lets in. No password is typed or stored. Hopwright does not set this up.</source>
        <translation>JEA: Ein Endpunkt auf %1 führt den Befehl unter einem gruppenverwalteten Dienstkonto aus, dem das Ziel Zugang gewährt. Kein Kennwort wird eingegeben oder gespeichert. Hopwright richtet das nicht ein.</translation>
    </message>
    <message>
        <source>A credential travels inside the script and is in the memory of %2 while the script runs; hop %3 gets the default method and hands over none.</source>
        <translation>Die Anmeldeinformationen reisen im Skript mit und liegen im Arbeitsspeicher von %2, solange das Skript läuft; Hop %3 erhält die Methode Default und gibt keine weiter.</translation>
    </message>
    <message>
        <source>An endpoint on %1 that is registered with -RunAsCredential: all who may use it act as that user, whose password WinRM keeps on %1. Hopwright does not set this up.</source>
        <translation>Ein Endpunkt auf %1, der mit -RunAsCredential registriert ist: Alle, die ihn verwenden dürfen, handeln als dieser Benutzer, dessen Kennwort WinRM auf %1 aufbewahrt. Hopwright richtet das nicht ein.</translation>
    </message>
    <message>
        <source>Resource-based delegation: one attribute of %1 in the directory names %2. Hopwright does not set this yet.</source>
        <translation>Ressourcenbasierte Delegierung: Ein Attribut von %1 im Verzeichnis nennt %2. Hopwright stellt das noch nicht ein.</translation>
    </message>
    <message>
        <source>Hop %1 gets a credential that travels inside the script. The password is in the memory of %2 while the script runs.</source>
        <translation>Hop %1 erhält Anmeldeinformationen, die im Skript mitreisen. Das Kennwort liegt im Arbeitsspeicher von %2, solange das Skript läuft.</translation>
    </message>
    <message>
        <source>Hop %1 gets the method CredSSP and a credential of its own. %2 holds the password while the session lasts; its administrators can read it.</source>
        <translation>Hop %1 erhält die Methode CredSSP und eigene Anmeldeinformationen. %2 hat das Kennwort, solange die Sitzung dauert; die Administratoren dort können es lesen.</translation>
    </message>
    <message>
        <source>%1: turn the client role on</source>
        <translation>%1: Clientrolle einschalten</translation>
    </message>
    <message>
        <source>%1: turn the server role on</source>
        <translation>%1: Serverrolle einschalten</translation>
    </message>
    <message>
        <source>%1: allow %2</source>
        <translation>%1: %2 zulassen</translation>
    </message>
    <message>
        <source>%1: allow %2 with NTLM-only proof</source>
        <translation>%1: %2 bei reiner NTLM-Serverauthentifizierung zulassen</translation>
    </message>
    <message>
        <source>%1: add %2 to TrustedHosts</source>
        <translation>%1: %2 in TrustedHosts aufnehmen</translation>
    </message>
    <message>
        <source>%1: turn the client role off</source>
        <translation>%1: Clientrolle ausschalten</translation>
    </message>
    <message>
        <source>%1: turn the server role off</source>
        <translation>%1: Serverrolle ausschalten</translation>
    </message>
    <message>
        <source>%1: no longer allow %2</source>
        <translation>%1: %2 nicht mehr zulassen</translation>
    </message>
    <message>
        <source>%1: no longer allow %2 with NTLM-only proof</source>
        <translation>%1: %2 bei reiner NTLM-Serverauthentifizierung nicht mehr zulassen</translation>
    </message>
    <message>
        <source>%1: remove %2 from TrustedHosts</source>
        <translation>%1: %2 aus TrustedHosts entfernen</translation>
    </message>
    <message>
        <source>Nothing to apply: the machines have what the plan asks for.</source>
        <translation>Nichts anzuwenden: Die Rechner haben, was der Plan verlangt.</translation>
    </message>
    <message numerus="yes">
        <source>%n settings</source>
        <translation>
            <numerusform>%n Einstellung</numerusform>
            <numerusform>%n Einstellungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, code %2</source>
        <translation>%1, Code %2</translation>
    </message>
    <message>
        <source>%1, as predicted.</source>
        <translation>%1, wie vorhergesagt.</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>not tested</source>
        <translation>nicht getestet</translation>
    </message>
    <message>
        <source>policy not known</source>
        <translation>Richtlinie nicht bekannt</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>steht noch aus</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>nicht nötig</translation>
    </message>
    <message>
        <source>Kerberos is not built yet</source>
        <translation>Kerberos ist noch nicht eingebaut</translation>
    </message>
    <message>
        <source>HTTPS is not built yet</source>
        <translation>HTTPS ist noch nicht eingebaut</translation>
    </message>
    <message>
        <source>Basic is not built yet</source>
        <translation>Basic ist noch nicht eingebaut</translation>
    </message>
    <message>
        <source>certificates are not built yet</source>
        <translation>Zertifikate sind noch nicht eingebaut</translation>
    </message>
    <message>
        <source>SSH is not built yet</source>
        <translation>SSH ist noch nicht eingebaut</translation>
    </message>
    <message>
        <source>its method is not known to this version</source>
        <translation>seine Methode ist dieser Version nicht bekannt</translation>
    </message>
    <message>
        <source>this kind of resource is not tested yet</source>
        <translation>diese Art von Ressource wird noch nicht getestet</translation>
    </message>
    <message>
        <source>no session leads there: the first machine visits this share by itself. The practice lab does that, and probe --live with --next-hop smbclient=PATH</source>
        <translation>keine Sitzung führt dorthin: Der erste Rechner besucht diese Freigabe selbst. Das tut das Übungslabor, und probe --live mit --next-hop smbclient=PFAD</translation>
    </message>
    <message>
        <source>its own PowerShell text was not allowed: it runs by hopwright-cli probe with --allow-text and the hash that plan prints</source>
        <translation>sein eigener PowerShell-Text war nicht zugelassen: Er läuft mit hopwright-cli probe, --allow-text und dem Hash, den plan ausgibt</translation>
    </message>
    <message>
        <source>no credential was given for it</source>
        <translation>dafür wurden keine Anmeldeinformationen angegeben</translation>
    </message>
    <message>
        <source>the practice lab cannot say whether the domain of this machine trusts that of the account</source>
        <translation>das Übungslabor kann nicht sagen, ob die Domäne dieses Rechners der des Kontos vertraut</translation>
    </message>
    <message>
        <source>this is not built yet</source>
        <translation>das ist noch nicht eingebaut</translation>
    </message>
    <message>
        <source>nothing to sign in with arrived</source>
        <translation>nichts zum Anmelden ist angekommen</translation>
    </message>
    <message>
        <source>no permission</source>
        <translation>keine Berechtigung</translation>
    </message>
    <message>
        <source>the client role is off</source>
        <translation>die Clientrolle ist ausgeschaltet</translation>
    </message>
    <message>
        <source>the server role is off</source>
        <translation>die Serverrolle ist ausgeschaltet</translation>
    </message>
    <message>
        <source>the delegate list is not set</source>
        <translation>die Delegierungsliste ist nicht gesetzt</translation>
    </message>
    <message>
        <source>the delegate list has other names</source>
        <translation>die Delegierungsliste enthält andere Namen</translation>
    </message>
    <message>
        <source>the NTLM-only list lacks the name</source>
        <translation>in der Liste für reine NTLM-Serverauthentifizierung fehlt der Name</translation>
    </message>
    <message>
        <source>a deny list has the name</source>
        <translation>eine Sperrliste enthält den Namen</translation>
    </message>
    <message>
        <source>CredSSP without user name and password</source>
        <translation>CredSSP ohne Benutzername und Kennwort</translation>
    </message>
    <message>
        <source>name or password</source>
        <translation>Name oder Kennwort</translation>
    </message>
    <message>
        <source>the account is not known there</source>
        <translation>das Konto ist dort nicht bekannt</translation>
    </message>
    <message>
        <source>not known why</source>
        <translation>Grund nicht bekannt</translation>
    </message>
    <message>
        <source>practice lab</source>
        <translation>Übungslabor</translation>
    </message>
    <message>
        <source>lab</source>
        <translation>Labor</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>planned %1, passed %2, denied %3, failed %4, not reached %5, skipped %6, cancelled %7</source>
        <translation>geplant %1, erfolgreich %2, abgelehnt %3, fehlgeschlagen %4, nicht erreicht %5, übersprungen %6, abgebrochen %7</translation>
    </message>
    <message>
        <source>Run %1, %2, %3, as %4</source>
        <translation>Lauf %1, %2, %3, Konto %4</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 bei %2</translation>
    </message>
    <message numerus="yes">
        <source>All %n hops passed</source>
        <translation>
            <numerusform>Hop 1 war erfolgreich</numerusform>
            <numerusform>Alle %n Hops waren erfolgreich</numerusform>
        </translation>
    </message>
    <message>
        <source>Hop %1 is denied</source>
        <translation>Hop %1 wird abgelehnt</translation>
    </message>
    <message>
        <source>Hop %1 was not tried: it is not known what its client&apos;s policy says.</source>
        <translation>Hop %1 wurde nicht versucht: Es ist nicht bekannt, was die Richtlinie seines Clients sagt.</translation>
    </message>
    <message>
        <source>Hop %1 failed at %2.</source>
        <translation>Hop %1 ist bei %2 fehlgeschlagen.</translation>
    </message>
    <message>
        <source>Hop %1 was skipped: %2.</source>
        <translation>Hop %1 wurde übersprungen: %2.</translation>
    </message>
    <message>
        <source>Hop %1 was skipped: %2. As it is set up now, the prediction is: %3.</source>
        <translation>Hop %1 wurde übersprungen: %2. So, wie es jetzt eingerichtet ist, lautet die Vorhersage: %3.</translation>
    </message>
    <message>
        <source>Stopped at hop %1, stage %2.</source>
        <translation>Bei Hop %1 angehalten, Phase %2.</translation>
    </message>
    <message>
        <source>Hop %1: %2.</source>
        <translation>Hop %1: %2.</translation>
    </message>
    <message>
        <source>Not as predicted: hop %1. Predicted: %2. Seen: %3.</source>
        <translation>Nicht wie vorhergesagt: Hop %1. Vorhergesagt: %2. Beobachtet: %3.</translation>
    </message>
    <message>
        <source>%1; predicted: %2</source>
        <translation>%1; vorhergesagt: %2</translation>
    </message>
    <message>
        <source>Not verified on Windows.</source>
        <translation>Nicht unter Windows überprüft.</translation>
    </message>
    <message>
        <source>Hopwright tried once; a lockout policy counts that as one failed try.</source>
        <translation>Hopwright hat es einmal versucht; eine Kontosperrungsrichtlinie zählt das als einen Fehlversuch.</translation>
    </message>
    <message numerus="yes">
        <source>Applied: %1 on %n machines.</source>
        <translation>
            <numerusform>Angewendet: %1 auf %n Rechner.</numerusform>
            <numerusform>Angewendet: %1 auf %n Rechnern.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undo on %n machines…</source>
        <translation>
            <numerusform>Auf %n Rechner rückgängig machen …</numerusform>
            <numerusform>Auf %n Rechnern rückgängig machen …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undone on %n machines.</source>
        <translation>
            <numerusform>Auf %n Rechner rückgängig gemacht.</numerusform>
            <numerusform>Auf %n Rechnern rückgängig gemacht.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was not seen: whether it is true is not known</source>
        <translation>%1 wurde nicht beobachtet: Ob es eingeschaltet ist, ist nicht bekannt</translation>
    </message>
    <message>
        <source>%1 was not seen: whether it has %2 is not known</source>
        <translation>%1 wurde nicht beobachtet: Ob %2 darin steht, ist nicht bekannt</translation>
    </message>
    <message>
        <source>%1 was asked: this run signed in by NTLM; Windows on %2 would use Kerberos here</source>
        <translation>%1 wurde abgefragt: Dieser Lauf hat sich mit NTLM angemeldet; Windows auf %2 würde hier Kerberos verwenden</translation>
    </message>
    <message>
        <source>the policy of the client was assumed</source>
        <translation>die Richtlinie des Clients wurde als passend angenommen</translation>
    </message>
    <message>
        <source>%1 was seen to be false</source>
        <translation>%1 ist nach der Beobachtung ausgeschaltet</translation>
    </message>
    <message>
        <source>TrustedHosts has %1</source>
        <translation>TrustedHosts enthält %1</translation>
    </message>
    <message>
        <source>TrustedHosts has no entry for %1</source>
        <translation>TrustedHosts hat keinen Eintrag für %1</translation>
    </message>
    <message>
        <source>entry %1</source>
        <translation>Eintrag %1</translation>
    </message>
    <message>
        <source>%1 has %2</source>
        <translation>%1 enthält %2</translation>
    </message>
    <message>
        <source>%1 has no entry for %2</source>
        <translation>%1 hat keinen Eintrag für %2</translation>
    </message>
    <message>
        <source>Password of %1</source>
        <translation>Kennwort des Kontos %1</translation>
    </message>
    <message>
        <source>planned</source>
        <translation>geplant</translation>
    </message>
    <message>
        <source>may delegate to</source>
        <translation>darf delegieren an</translation>
    </message>
    <message>
        <source>may delegate by NTLM to</source>
        <translation>darf bei reiner NTLM-Serverauthentifizierung delegieren an</translation>
    </message>
    <message>
        <source>trusts</source>
        <translation>vertraut</translation>
    </message>
    <message>
        <source>Hops, once the plan is applied</source>
        <translation>Hops, sobald der Plan angewendet ist</translation>
    </message>
    <message>
        <source>Own PowerShell text of %1</source>
        <translation>Eigener PowerShell-Text von %1</translation>
    </message>
    <message>
        <source>Declared side effects: %1</source>
        <translation>Angegebene Nebenwirkungen: %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine Angabe</translation>
    </message>
    <message>
        <source>not tested from A: this computer opened hop 1 in its place</source>
        <translation>nicht von A aus getestet: Dieser Computer hat Hop 1 an dessen Stelle geöffnet</translation>
    </message>
    <message>
        <source>Not confirmed as removed: %1</source>
        <translation>Nicht als entfernt bestätigt: %1</translation>
    </message>
    <message>
        <source>Not confirmed as removed: %1.</source>
        <translation>Nicht als entfernt bestätigt: %1.</translation>
    </message>
    <message>
        <source>What the plan says</source>
        <translation>Was der Plan sagt</translation>
    </message>
    <message>
        <source>Use CredSSP on hop 1</source>
        <translation>CredSSP für Hop 1 verwenden</translation>
    </message>
    <message>
        <source>Apply to practice lab</source>
        <translation>Auf das Übungslabor anwenden</translation>
    </message>
    <message>
        <source>Taken back.</source>
        <translation>Zurückgenommen.</translation>
    </message>
    <message>
        <source>Nothing to take back.</source>
        <translation>Nichts zurückzunehmen.</translation>
    </message>
    <message>
        <source>Nothing to change.</source>
        <translation>Nichts zu ändern.</translation>
    </message>
    <message>
        <source>It was not said where to apply the plan.</source>
        <translation>Es fehlt die Angabe, worauf der Plan angewendet werden soll.</translation>
    </message>
    <message>
        <source>Add --practice: real machines are not changed yet.</source>
        <translation>Geben Sie --practice an: Echte Rechner werden noch nicht geändert.</translation>
    </message>
    <message>
        <source>The practice lab was not changed</source>
        <translation>Das Übungslabor wurde nicht geändert</translation>
    </message>
    <message>
        <source>The practice lab was changed</source>
        <translation>Das Übungslabor wurde geändert</translation>
    </message>
    <message>
        <source>The change was not kept</source>
        <translation>Die Änderung wurde nicht gespeichert</translation>
    </message>
    <message>
        <source>The demo ended early</source>
        <translation>Die Vorführung endete vorzeitig</translation>
    </message>
    <message>
        <source>Test in the practice lab</source>
        <translation>Test im Übungslabor</translation>
    </message>
    <message>
        <source>Confirmed by run %1.</source>
        <translation>Bestätigt durch Lauf %1.</translation>
    </message>
    <message>
        <source>Confirmed by run %1: stage %2.</source>
        <translation>Bestätigt durch Lauf %1: Phase %2.</translation>
    </message>
    <message>
        <source>Confirmed by run %1: code %2 at stage %3.</source>
        <translation>Bestätigt durch Lauf %1: Code %2 in der Phase %3.</translation>
    </message>
    <message>
        <source>CredSSP: %1</source>
        <translation>CredSSP: %1</translation>
    </message>
    <message>
        <source>The policy of %1 is not known</source>
        <translation>Die Richtlinie von %1 ist nicht bekannt</translation>
    </message>
    <message>
        <source>Check the name %1.</source>
        <translation>Prüfen Sie den Namen %1.</translation>
    </message>
    <message>
        <source>Is WinRM running there, and does the firewall let it through?</source>
        <translation>Läuft WinRM dort, und lässt die Firewall es durch?</translation>
    </message>
    <message>
        <source>Does the firewall let %1 reach %2?</source>
        <translation>Lässt die Firewall Verbindungen von %1 zu %2 zu?</translation>
    </message>
    <message>
        <source>Check the TLS versions and the certificate of CredSSP there.</source>
        <translation>Prüfen Sie dort die TLS-Versionen und das Zertifikat von CredSSP.</translation>
    </message>
    <message>
        <source>%1 did not prove who it is. No credential was sent. Check the name and who answers there.</source>
        <translation>%1 hat nicht belegt, wer es ist. Es wurden keine Anmeldeinformationen gesendet. Prüfen Sie den Namen und wer dort antwortet.</translation>
    </message>
    <message>
        <source>Check the name of the share on %1.</source>
        <translation>Prüfen Sie den Namen der Freigabe auf %1.</translation>
    </message>
    <message>
        <source>Test again; when it stays so, read the evidence of the stage.</source>
        <translation>Testen Sie erneut; bleibt es so, lesen Sie, was in der Phase beobachtet wurde.</translation>
    </message>
    <message>
        <source>Hop %1 failed</source>
        <translation>Hop %1 ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>Hop %1 failed at %2</source>
        <translation>Hop %1 ist bei %2 fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 could not be asked.</source>
        <translation>%1 konnte nicht gefragt werden.</translation>
    </message>
    <message>
        <source>Stopped at hop %1, stage %2</source>
        <translation>Bei Hop %1 angehalten, Phase %2</translation>
    </message>
    <message>
        <source>Stopped at hop %1</source>
        <translation>Bei Hop %1 angehalten</translation>
    </message>
    <message>
        <source>What was open is closed in the background.</source>
        <translation>Was offen war, wird im Hintergrund geschlossen.</translation>
    </message>
    <message>
        <source>Hop %1 was skipped</source>
        <translation>Hop %1 wurde übersprungen</translation>
    </message>
    <message>
        <source>As it is set up now, the prediction is: %1.</source>
        <translation>So, wie es jetzt eingerichtet ist, lautet die Vorhersage: %1.</translation>
    </message>
    <message>
        <source>The administrators of %1 can read the password of %2 while the session lasts.</source>
        <translation>Die Administratoren von %1 können das Kennwort des Kontos %2 lesen, solange die Sitzung dauert.</translation>
    </message>
    <message>
        <source>Both hops pass</source>
        <translation>Beide Hops sind erfolgreich</translation>
    </message>
    <message>
        <source>%1 opened a session on %2.</source>
        <translation>%1 hat eine Sitzung auf %2 geöffnet.</translation>
    </message>
    <message>
        <source>%1 used %2.</source>
        <translation>%1 hat %2 verwendet.</translation>
    </message>
    <message>
        <source>What it costs</source>
        <translation>Was es kostet</translation>
    </message>
    <message>
        <source>Nothing: no machine on the way holds a password.</source>
        <translation>Nichts: Kein Rechner auf dem Weg hat ein Kennwort.</translation>
    </message>
    <message>
        <source>not known: %1 was not seen</source>
        <translation>nicht bekannt: %1 wurde nicht beobachtet</translation>
    </message>
    <message>
        <source>Hop %1 was not reached</source>
        <translation>Hop %1 wurde nicht erreicht</translation>
    </message>
    <message>
        <source>Ways out, safest first:</source>
        <translation>Auswege, der sicherste zuerst:</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>%1 (hop %2, from %3)</source>
        <translation>%1 (Hop %2, von %3)</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>Kette</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Ursache</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Beobachtung</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Hop %1 let %2 in, but left nothing on %3 to sign in with again.</source>
        <translation>Hop %1 hat das Konto %2 eingelassen, aber auf %3 nichts hinterlassen, womit man sich erneut anmelden könnte.</translation>
    </message>
    <message>
        <source>%1 had no credential for %2, so nobody asked %2 to let anybody in</source>
        <translation>%1 hatte keine Anmeldeinformationen für %2, also hat niemand %2 um Zugang gebeten</translation>
    </message>
    <message>
        <source>%2 saw a caller without a name</source>
        <translation>%2 sah einen Aufrufer ohne Namen</translation>
    </message>
    <message>
        <source>%2 knows who is there, and %4 may not open a session on it</source>
        <translation>%2 weiß, wer da ist, und das Konto %4 darf dort keine Sitzung öffnen</translation>
    </message>
    <message>
        <source>%2 knows who is there, and %4 has no permission on %5</source>
        <translation>%2 weiß, wer da ist, und das Konto %4 hat keine Berechtigung auf %5</translation>
    </message>
    <message>
        <source>%3 is an address: over HTTP %1 sends only an explicit credential there</source>
        <translation>%3 ist eine Adresse: Über HTTP sendet %1 nur ausdrückliche Anmeldeinformationen dorthin</translation>
    </message>
    <message>
        <source>%1 would use NTLM over HTTP, and its TrustedHosts lacks %3</source>
        <translation>%1 würde NTLM über HTTP verwenden, und in seinen TrustedHosts fehlt %3</translation>
    </message>
    <message>
        <source>%2 is in a workgroup and knows its own accounts only: it did not accept %4</source>
        <translation>%2 ist in einer Arbeitsgruppe und kennt nur eigene Konten: Es hat das Konto %4 nicht akzeptiert</translation>
    </message>
    <message>
        <source>%4 is an account of another machine alone: %2 did not accept it</source>
        <translation>Das Konto %4 ist ein lokales Konto eines anderen Rechners: %2 hat es nicht akzeptiert</translation>
    </message>
    <message>
        <source>The client role is off on %1, so it sends no password to any machine</source>
        <translation>Die Clientrolle ist auf %1 ausgeschaltet, daher sendet es an keinen Rechner ein Kennwort</translation>
    </message>
    <message>
        <source>The server role is off on %2, so it does not offer CredSSP</source>
        <translation>Die Serverrolle ist auf %2 ausgeschaltet, daher bietet es CredSSP nicht an</translation>
    </message>
    <message>
        <source>%1 may not delegate to %3: its list is not set</source>
        <translation>%1 darf nicht an %3 delegieren: Seine Liste ist nicht gesetzt</translation>
    </message>
    <message>
        <source>%1 may not delegate to %3: its list has other names</source>
        <translation>%1 darf nicht an %3 delegieren: Seine Liste enthält andere Namen</translation>
    </message>
    <message>
        <source>%2 proved its name by NTLM only, and the NTLM-only list of %1 lacks %3</source>
        <translation>%2 hat seinen Namen nur durch NTLM belegt, und in der Liste von %1 für reine NTLM-Serverauthentifizierung fehlt %3</translation>
    </message>
    <message>
        <source>%1 may not delegate to %3: its deny list has that name</source>
        <translation>%1 darf nicht an %3 delegieren: Seine Sperrliste enthält diesen Namen</translation>
    </message>
    <message>
        <source>Hop %6 uses CredSSP, which needs a user name and a password</source>
        <translation>Hop %6 verwendet CredSSP, das Benutzername und Kennwort verlangt</translation>
    </message>
    <message>
        <source>%2 did not accept %4</source>
        <translation>%2 hat das Konto %4 nicht akzeptiert</translation>
    </message>
    <message>
        <source>%2 said no, and why is not known</source>
        <translation>%2 hat abgelehnt; der Grund ist nicht bekannt</translation>
    </message>
    <message>
        <source>Put %4 into Remote Management Users or Administrators on %2, or use an account that is in one of them.</source>
        <translation>Nehmen Sie das Konto %4 auf %2 in die Remoteverwaltungsbenutzer oder die Administratoren auf, oder verwenden Sie ein Konto, das in einer dieser Gruppen ist.</translation>
    </message>
    <message>
        <source>Give %4 the permission on %5, or use an account that has it.</source>
        <translation>Geben Sie dem Konto %4 die Berechtigung auf %5, oder verwenden Sie ein Konto, das sie hat.</translation>
    </message>
    <message>
        <source>Give hop %6 an account of %2, or give %2 the same user with the same password.</source>
        <translation>Geben Sie Hop %6 ein Konto von %2, oder legen Sie auf %2 denselben Benutzer mit demselben Kennwort an.</translation>
    </message>
    <message>
        <source>Give hop %6 an account of %2 or of its domain.</source>
        <translation>Geben Sie Hop %6 ein Konto von %2 oder seiner Domäne.</translation>
    </message>
    <message>
        <source>%1 could not sign in to %2</source>
        <translation>%1 konnte sich nicht an %2 anmelden</translation>
    </message>
    <message>
        <source>%1 denies hop %6</source>
        <translation>%1 lehnt Hop %6 ab</translation>
    </message>
    <message>
        <source>%2 denies hop %6</source>
        <translation>%2 lehnt Hop %6 ab</translation>
    </message>
    <message>
        <source>%4 is an account of %2 alone, which takes NTLM: sign in with an account of the domain, or add %3 to the NTLM-only list of %1.</source>
        <translation>Das Konto %4 ist ein lokales Konto von %2 und braucht NTLM: Melden Sie sich mit einem Konto der Domäne an, oder nehmen Sie %3 in die Liste von %1 für reine NTLM-Serverauthentifizierung auf.</translation>
    </message>
    <message>
        <source>Type a name that Kerberos can prove, or apply the plan, which adds %3 to the NTLM-only list.</source>
        <translation>Geben Sie einen Namen ein, den Kerberos belegen kann, oder wenden Sie den Plan an, der %3 in die Liste für reine NTLM-Serverauthentifizierung aufnimmt.</translation>
    </message>
    <message>
        <source>Type a name that Kerberos can prove, or add %3 to the NTLM-only list of %1.</source>
        <translation>Geben Sie einen Namen ein, den Kerberos belegen kann, oder nehmen Sie %3 in die Liste von %1 für reine NTLM-Serverauthentifizierung auf.</translation>
    </message>
    <message>
        <source>%4 is an account of %2 alone, which takes NTLM: sign in with an account of the domain, use HTTPS, or add %3 to TrustedHosts of %1.</source>
        <translation>Das Konto %4 ist ein lokales Konto von %2 und braucht NTLM: Melden Sie sich mit einem Konto der Domäne an, verwenden Sie HTTPS, oder nehmen Sie %3 in TrustedHosts von %1 auf.</translation>
    </message>
    <message>
        <source>Type a name that Kerberos can prove, or give the hop a credential of its own and apply the plan, which adds %3 to TrustedHosts.</source>
        <translation>Geben Sie einen Namen ein, den Kerberos belegen kann, oder geben Sie dem Hop eigene Anmeldeinformationen und wenden Sie den Plan an, der %3 in TrustedHosts aufnimmt.</translation>
    </message>
    <message>
        <source>Type a name that Kerberos can prove, or give the hop a credential of its own and add %3 to TrustedHosts of %1.</source>
        <translation>Geben Sie einen Namen ein, den Kerberos belegen kann, oder geben Sie dem Hop eigene Anmeldeinformationen und nehmen Sie %3 in TrustedHosts von %1 auf.</translation>
    </message>
    <message>
        <source>Type a name that Kerberos can prove, use HTTPS, or apply the plan, which adds %3 to TrustedHosts.</source>
        <translation>Geben Sie einen Namen ein, den Kerberos belegen kann, verwenden Sie HTTPS, oder wenden Sie den Plan an, der %3 in TrustedHosts aufnimmt.</translation>
    </message>
    <message>
        <source>Type a name that Kerberos can prove, use HTTPS, or add %3 to TrustedHosts of %1.</source>
        <translation>Geben Sie einen Namen ein, den Kerberos belegen kann, verwenden Sie HTTPS, oder nehmen Sie %3 in TrustedHosts von %1 auf.</translation>
    </message>
    <message>
        <source>Add the setting on %1.</source>
        <translation>Setzen Sie die Einstellung auf %1.</translation>
    </message>
    <message>
        <source>Apply the plan to %1.</source>
        <translation>Wenden Sie den Plan auf %1 an.</translation>
    </message>
    <message>
        <source>Apply the plan to %1 and %2.</source>
        <translation>Wenden Sie den Plan auf %1 und %2 an.</translation>
    </message>
    <message>
        <source>Type the name that stands in the list of %1, or apply the plan, which adds %3.</source>
        <translation>Geben Sie den Namen ein, der in der Liste von %1 steht, oder wenden Sie den Plan an, der %3 aufnimmt.</translation>
    </message>
    <message>
        <source>Type the name that stands in the list of %1, or add %3 to it.</source>
        <translation>Geben Sie den Namen ein, der in der Liste von %1 steht, oder nehmen Sie %3 in sie auf.</translation>
    </message>
    <message>
        <source>Take the entry that has %3 out of the deny list of %1: a deny list wins over all others.</source>
        <translation>Nehmen Sie den Eintrag, der %3 enthält, aus der Sperrliste von %1: Eine Sperrliste hat Vorrang vor allen anderen.</translation>
    </message>
    <message>
        <source>Check name and password.</source>
        <translation>Prüfen Sie Name und Kennwort.</translation>
    </message>
    <message>
        <source>wrong password (hop %1 passed)</source>
        <translation>falsches Kennwort (Hop %1 war erfolgreich)</translation>
    </message>
    <message>
        <source>firewall (the port of %2 is open)</source>
        <translation>Firewall (der Port von %2 ist offen)</translation>
    </message>
    <message>
        <source>firewall (%2 answered)</source>
        <translation>Firewall (%2 hat geantwortet)</translation>
    </message>
    <message>
        <source>delegation (%1 signed in to %2 as %4)</source>
        <translation>Delegierung (%1 hat sich an %2 mit dem Konto %4 angemeldet)</translation>
    </message>
    <message>
        <source>delegation (%1 had a credential for %2)</source>
        <translation>Delegierung (%1 hatte Anmeldeinformationen für %2)</translation>
    </message>
    <message>
        <source>wrong password (nothing was sent to %2)</source>
        <translation>falsches Kennwort (an %2 wurde nichts gesendet)</translation>
    </message>
    <message>
        <source>wrong password (none was sent)</source>
        <translation>falsches Kennwort (es wurde keines gesendet)</translation>
    </message>
    <message>
        <source>Not the cause: %1.</source>
        <translation>Nicht die Ursache: %1.</translation>
    </message>
    <message>
        <source>It is not known whether the client role of %1 is on, so no password was sent.</source>
        <translation>Ob die Clientrolle von %1 eingeschaltet ist, ist nicht bekannt, daher wurde kein Kennwort gesendet.</translation>
    </message>
    <message>
        <source>It is not known whether TrustedHosts of %1 has %2, so nothing was sent.</source>
        <translation>Ob TrustedHosts von %1 den Eintrag %2 enthält, ist nicht bekannt, daher wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>It is not known whether %3 of %1 has %2, so no password was sent.</source>
        <translation>Ob %3 von %1 den Eintrag %2 enthält, ist nicht bekannt, daher wurde kein Kennwort gesendet.</translation>
    </message>
    <message>
        <source>Look on %1: Get-WSManCredSSP, or the verify script of Export.</source>
        <translation>Sehen Sie auf %1 nach: Get-WSManCredSSP oder das Prüfskript aus dem Export.</translation>
    </message>
    <message>
        <source>To test although it is not known, run hopwright-cli probe with --assume-policy.</source>
        <translation>Um trotzdem zu testen, führen Sie hopwright-cli probe mit --assume-policy aus.</translation>
    </message>
    <message>
        <source>Look on %1: Get-Item WSMan:\localhost\Client\TrustedHosts, or the verify script of Export.</source>
        <translation>Sehen Sie auf %1 nach: Get-Item WSMan:\localhost\Client\TrustedHosts oder das Prüfskript aus dem Export.</translation>
    </message>
    <message numerus="yes">
        <source>All %n hops pass</source>
        <translation>
            <numerusform>Hop 1 ist erfolgreich</numerusform>
            <numerusform>Alle %n Hops sind erfolgreich</numerusform>
        </translation>
    </message>
    <message>
        <source>Open that session by hand on %2, and look there how it ends.</source>
        <translation>Öffnen Sie diese Sitzung von Hand auf %2, und sehen Sie dort, wie sie endet.</translation>
    </message>
    <message>
        <source>This version signs in by NTLM and CredSSP, and hop %1 asks for Kerberos.</source>
        <translation>Diese Version meldet sich mit NTLM und CredSSP an, und Hop %1 verlangt Kerberos.</translation>
    </message>
    <message>
        <source>This version speaks WinRM over HTTP, and hop %1 goes over HTTPS.</source>
        <translation>Diese Version spricht WinRM über HTTP, und Hop %1 geht über HTTPS.</translation>
    </message>
    <message>
        <source>This version signs in by NTLM and CredSSP, and hop %1 asks for Basic.</source>
        <translation>Diese Version meldet sich mit NTLM und CredSSP an, und Hop %1 verlangt Basic.</translation>
    </message>
    <message>
        <source>This version signs in by NTLM and CredSSP, and hop %1 asks for a certificate.</source>
        <translation>Diese Version meldet sich mit NTLM und CredSSP an, und Hop %1 verlangt ein Zertifikat.</translation>
    </message>
    <message>
        <source>This version speaks WinRM, and hop %1 goes over SSH.</source>
        <translation>Diese Version spricht WinRM, und Hop %1 geht über SSH.</translation>
    </message>
    <message>
        <source>Hop %1 has the method &quot;%5&quot;, which this version does not know.</source>
        <translation>Hop %1 hat die Methode „%5“, die diese Version nicht kennt.</translation>
    </message>
    <message>
        <source>Choose a method that it knows for hop %1.</source>
        <translation>Wählen Sie für Hop %1 eine Methode, die sie kennt.</translation>
    </message>
    <message>
        <source>This version visits file shares, and %4 is a resource of another kind.</source>
        <translation>Diese Version besucht Dateifreigaben, und %4 ist eine Ressource anderer Art.</translation>
    </message>
    <message>
        <source>Use %4 by hand on %2, and look there how it ends.</source>
        <translation>Verwenden Sie %4 von Hand auf %2, und sehen Sie dort, wie es endet.</translation>
    </message>
    <message>
        <source>Hop %1 runs a PowerShell text of its own, and nobody allowed that text.</source>
        <translation>Hop %1 führt einen eigenen PowerShell-Text aus, und niemand hat diesen Text zugelassen.</translation>
    </message>
    <message>
        <source>Read it with hopwright-cli plan, then run hopwright-cli probe with --allow-text and the hash that plan prints.</source>
        <translation>Lesen Sie ihn mit hopwright-cli plan, und führen Sie dann hopwright-cli probe mit --allow-text und dem Hash aus, den plan ausgibt.</translation>
    </message>
    <message>
        <source>No credential was given for hop %1.</source>
        <translation>Für Hop %1 wurden keine Anmeldeinformationen angegeben.</translation>
    </message>
    <message>
        <source>Give hop %1 one, and test again.</source>
        <translation>Geben Sie Hop %1 welche, und testen Sie erneut.</translation>
    </message>
    <message>
        <source>Hop %1 was not tested.</source>
        <translation>Hop %1 wurde nicht getestet.</translation>
    </message>
    <message>
        <source>Code %1, stage %2.</source>
        <translation>Code %1, Phase %2.</translation>
    </message>
    <message>
        <source>%1, as predicted</source>
        <translation>%1, wie vorhergesagt</translation>
    </message>
    <message>
        <source>the client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>the server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Hop %1 is muted: nothing is planned for it, and it is not tested.</source>
        <translation>Hop %1 ist stummgeschaltet: Für ihn wird nichts geplant, und er wird nicht getestet.</translation>
    </message>
    <message>
        <source>Hop %1 lies behind a muted hop: nothing is planned for it, and it is not tested.</source>
        <translation>Hop %1 liegt hinter einem stummgeschalteten Hop: Für ihn wird nichts geplant, und er wird nicht getestet.</translation>
    </message>
    <message>
        <source>it is muted</source>
        <translation>er ist stummgeschaltet</translation>
    </message>
    <message>
        <source>another hop of its route is muted</source>
        <translation>ein anderer Hop seiner Route ist stummgeschaltet</translation>
    </message>
    <message>
        <source>Hop %1 is muted, so its route is neither planned nor tested.</source>
        <translation>Hop %1 ist stummgeschaltet, deshalb wird seine Route weder geplant noch getestet.</translation>
    </message>
    <message>
        <source>Unmute hop %1 to test the route again.</source>
        <translation>Heben Sie die Stummschaltung von Hop %1 auf, um die Route wieder zu testen.</translation>
    </message>
    <message>
        <source>Another hop of the route is muted, so hop %1 was not tested.</source>
        <translation>Ein anderer Hop der Route ist stummgeschaltet, deshalb wurde Hop %1 nicht getestet.</translation>
    </message>
    <message>
        <source>Unmute that hop to test the route again.</source>
        <translation>Heben Sie die Stummschaltung dieses Hops auf, um die Route wieder zu testen.</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>stummgeschaltet</translation>
    </message>
    <message>
        <source>Mute hop&amp;s</source>
        <translation>Hop&amp;s stummschalten</translation>
    </message>
    <message>
        <source>Leave the selected hops, and what lies behind them, out of plan and test</source>
        <translation>Die ausgewählten Hops und was hinter ihnen liegt bei Plan und Test weglassen</translation>
    </message>
    <message>
        <source>Select the hops to mute, or machines that they hang on.</source>
        <translation>Wählen Sie die Hops aus, die stummgeschaltet werden sollen, oder Rechner, an denen sie hängen.</translation>
    </message>
    <message>
        <source>Mute hops</source>
        <translation>Hops stummschalten</translation>
    </message>
    <message>
        <source>Unmute hops</source>
        <translation>Stummschaltung von Hops aufheben</translation>
    </message>
    <message>
        <source>In plan and test</source>
        <translation>In Plan und Test</translation>
    </message>
    <message>
        <source>planned and tested</source>
        <translation>geplant und getestet</translation>
    </message>
    <message>
        <source>muted, with what lies behind it</source>
        <translation>stummgeschaltet, mit allem dahinter</translation>
    </message>
    <message numerus="yes">
        <source>Release to mute %n hops</source>
        <translation>
            <numerusform>Loslassen, um %n Hop stummzuschalten</numerusform>
            <numerusform>Loslassen, um %n Hops stummzuschalten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was meant to be there until %2, and is drawn still.</source>
        <translation>%1 sollte nur bis %2 da sein und ist noch gezeichnet.</translation>
    </message>
    <message>
        <source>%1 is meant to be there until %2 only.</source>
        <translation>%1 soll nur bis %2 da sein.</translation>
    </message>
    <message>
        <source>Hop %1 was allowed until %2, and is drawn still.</source>
        <translation>Hop %1 war nur bis %2 erlaubt und ist noch gezeichnet.</translation>
    </message>
    <message>
        <source>Hop %1 is allowed until %2 only.</source>
        <translation>Hop %1 ist nur bis %2 erlaubt.</translation>
    </message>
    <message>
        <source>a date is written as 2026-03-31, year, month and day</source>
        <translation>ein Datum wird als 2026-03-31 geschrieben, Jahr, Monat und Tag</translation>
    </message>
    <message>
        <source>owner</source>
        <translation>Besitzer</translation>
    </message>
    <message>
        <source>ticket</source>
        <translation>Ticket</translation>
    </message>
    <message>
        <source>last day</source>
        <translation>letzter Tag</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Besitzer</translation>
    </message>
    <message>
        <source>Set owner</source>
        <translation>Besitzer setzen</translation>
    </message>
    <message>
        <source>who answers for it</source>
        <translation>wer dafür einsteht</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>Ticket</translation>
    </message>
    <message>
        <source>Set ticket</source>
        <translation>Ticket setzen</translation>
    </message>
    <message>
        <source>its number or address</source>
        <translation>seine Nummer oder Adresse</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <source>Set last day</source>
        <translation>Letzten Tag setzen</translation>
    </message>
    <message>
        <source>none; else as 2026-03-31</source>
        <translation>keiner; sonst wie 2026-03-31</translation>
    </message>
    <message>
        <source>Machines and hops can be changed together, shares one by one.</source>
        <translation>Rechner und Hops lassen sich zusammen ändern, Freigaben einzeln.</translation>
    </message>
    <message>
        <source>Hop %1 delegates credentials from the tier %2 to the tier %3: who administers %3 can read the password.</source>
        <translation>Hop %1 delegiert Anmeldeinformationen von der Ebene %2 an die Ebene %3: Wer %3 verwaltet, kann das Kennwort lesen.</translation>
    </message>
    <message>
        <source>Hop %1 leads from the tier %2 into the tier %3. Nothing that can be used again arrives there.</source>
        <translation>Hop %1 führt von der Ebene %2 in die Ebene %3. Dort kommt nichts Wiederverwendbares an.</translation>
    </message>
    <message>
        <source>%1 is not a list of ids between single spaces</source>
        <translation>%1 ist keine Liste von Kennungen, die je ein Leerzeichen trennt</translation>
    </message>
    <message>
        <source>a group has more than 10,000 machines</source>
        <translation>eine Gruppe hat mehr als 10.000 Rechner</translation>
    </message>
    <message>
        <source>the drawing has more than 1,000 groups</source>
        <translation>die Zeichnung hat mehr als 1.000 Gruppen</translation>
    </message>
    <message>
        <source>a group has no machine</source>
        <translation>eine Gruppe hat keinen Rechner</translation>
    </message>
    <message>
        <source>%1 is in two groups of one kind</source>
        <translation>%1 ist in zwei Gruppen einer Art</translation>
    </message>
    <message>
        <source>a machine of a group is not in the drawing</source>
        <translation>ein Rechner einer Gruppe ist nicht in der Zeichnung</translation>
    </message>
    <message>
        <source>a group&apos;s domain is not in the drawing</source>
        <translation>die Domäne einer Gruppe ist nicht in der Zeichnung</translation>
    </message>
    <message>
        <source>the group is not in the drawing</source>
        <translation>die Gruppe ist nicht in der Zeichnung</translation>
    </message>
    <message>
        <source>an unknown kind cannot be chosen</source>
        <translation>eine unbekannte Art kann nicht gewählt werden</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>&amp;Gruppieren</translation>
    </message>
    <message>
        <source>Make a group of the selected machines: a site, a tier or one of your own</source>
        <translation>Aus den ausgewählten Rechnern eine Gruppe bilden: einen Standort, eine Ebene oder eine eigene</translation>
    </message>
    <message>
        <source>&amp;Ungroup</source>
        <translation>Gruppe auflö&amp;sen</translation>
    </message>
    <message>
        <source>Dissolve the groups of the selected machines, which stay</source>
        <translation>Die Gruppen der ausgewählten Rechner auflösen; die Rechner bleiben</translation>
    </message>
    <message>
        <source>Coll&amp;apse group</source>
        <translation>Gruppe &amp;zuklappen</translation>
    </message>
    <message>
        <source>Draw the groups of the selected machines as one card each, with the worst of their hops</source>
        <translation>Die Gruppen der ausgewählten Rechner als je eine Karte zeichnen, mit dem schlimmsten ihrer Hops</translation>
    </message>
    <message>
        <source>site</source>
        <translation>Standort</translation>
    </message>
    <message>
        <source>tier</source>
        <translation>Ebene</translation>
    </message>
    <message>
        <source>group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>collapsed</source>
        <translation>zugeklappt</translation>
    </message>
    <message>
        <source>collapsed group</source>
        <translation>zugeklappte Gruppe</translation>
    </message>
    <message>
        <source>crosses %1</source>
        <translation>überschreitet %1</translation>
    </message>
    <message>
        <source>Holds passwords</source>
        <translation>Hält Kennwörter</translation>
    </message>
    <message numerus="yes">
        <source>%n hops denied or failed</source>
        <translation>
            <numerusform>%n Hop abgelehnt oder fehlgeschlagen</numerusform>
            <numerusform>%n Hops abgelehnt oder fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hops will be denied</source>
        <translation>
            <numerusform>%n Hop wird abgelehnt</numerusform>
            <numerusform>%n Hops werden abgelehnt</numerusform>
        </translation>
    </message>
    <message>
        <source>This group is collapsed. Expand it first: a hop leads to one machine.</source>
        <translation>Diese Gruppe ist zugeklappt. Klappen Sie sie zuerst auf: Ein Hop führt zu einem Rechner.</translation>
    </message>
    <message>
        <source>Rename group</source>
        <translation>Gruppe umbenennen</translation>
    </message>
    <message>
        <source>Select the machines to group.</source>
        <translation>Wählen Sie die Rechner aus, die eine Gruppe werden sollen.</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppieren</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>Gruppe auflösen</translation>
    </message>
    <message>
        <source>What is selected is in no group.</source>
        <translation>Was ausgewählt ist, ist in keiner Gruppe.</translation>
    </message>
    <message>
        <source>Collapse group</source>
        <translation>Gruppe zuklappen</translation>
    </message>
    <message>
        <source>Expand group</source>
        <translation>Gruppe aufklappen</translation>
    </message>
    <message>
        <source>Group %1</source>
        <translation>Gruppe %1</translation>
    </message>
    <message>
        <source>&amp;In groups</source>
        <translation>&amp;In Gruppen</translation>
    </message>
    <message>
        <source>Leave group</source>
        <translation>Gruppe verlassen</translation>
    </message>
    <message>
        <source>Join group</source>
        <translation>Gruppe beitreten</translation>
    </message>
    <message>
        <source>For machines that join it</source>
        <translation>Für Rechner, die beitreten</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>wie es ist</translation>
    </message>
    <message>
        <source>Set domain of the group</source>
        <translation>Domäne der Gruppe setzen</translation>
    </message>
    <message>
        <source>Set operating system of the group</source>
        <translation>Betriebssystem der Gruppe setzen</translation>
    </message>
    <message>
        <source>Set port of the group</source>
        <translation>Port der Gruppe setzen</translation>
    </message>
    <message>
        <source>Set kind of the group</source>
        <translation>Art der Gruppe setzen</translation>
    </message>
    <message>
        <source>Each route leads over a muted hop: there is nothing to test.</source>
        <translation>Jede Route führt über einen stummgeschalteten Hop: Es gibt nichts zu testen.</translation>
    </message>
</context>
<context>
    <name>explain</name>
    <message>
        <source>Double hop: the next hop needs an identity, and nothing hands one over</source>
        <translation>Double Hop: Der nächste Hop braucht eine Identität, und nichts reicht eine weiter</translation>
    </message>
    <message>
        <source>CredSSP needs both ends: a role on each, an entry on the client, and a typed credential</source>
        <translation>CredSSP braucht beide Enden: auf jedem eine Rolle, auf dem Client einen Eintrag, und eingegebene Anmeldeinformationen</translation>
    </message>
    <message>
        <source>The last machine needs nothing of CredSSP, only the permission</source>
        <translation>Die letzte Maschine braucht nichts von CredSSP, nur die Berechtigung</translation>
    </message>
    <message>
        <source>Session by the default method: nothing to use again</source>
        <translation>Sitzung mit der Standardmethode: nichts, was wieder verwendet werden kann</translation>
    </message>
    <message>
        <source>Delegated credentials: the password is on the server</source>
        <translation>Delegierte Anmeldeinformationen: Das Kennwort ist auf dem Server</translation>
    </message>
    <message>
        <source>CredSSP client: this machine may hand passwords over</source>
        <translation>CredSSP-Client: Diese Maschine darf Kennwörter weitergeben</translation>
    </message>
    <message>
        <source>%1 opens CredSSP sessions. Enable-WSManCredSSP -Role Client sets Client\Auth\CredSSP and writes the entries into the local policy; it appends, and removes none.</source>
        <translation>%1 öffnet CredSSP-Sitzungen. Enable-WSManCredSSP -Role Client setzt Client\Auth\CredSSP und schreibt die Einträge in die lokale Richtlinie; es fügt hinzu und entfernt keine.</translation>
    </message>
    <message>
        <source>CredSSP server: this machine receives passwords</source>
        <translation>CredSSP-Server: Diese Maschine erhält Kennwörter</translation>
    </message>
    <message>
        <source>%2 takes CredSSP sessions. Enable-WSManCredSSP -Role Server sets Service\Auth\CredSSP and nothing else; it has no list of who may sign in this way.</source>
        <translation>%2 nimmt CredSSP-Sitzungen an. Enable-WSManCredSSP -Role Server setzt Service\Auth\CredSSP und sonst nichts; eine Liste, wer sich so anmelden darf, gibt es nicht.</translation>
    </message>
    <message>
        <source>Fresh credentials: to whom a typed password may go</source>
        <translation>Aktuelle Anmeldeinformationen: wohin ein eingegebenes Kennwort gehen darf</translation>
    </message>
    <message>
        <source>The policy Allow delegating fresh credentials of %1. Its entries are WSMAN/ with the name as it is typed, compared without case. It is asked when Kerberos or a trusted certificate proved the server. Not configured, it allows nothing to WinRM; disabled, nothing to anybody.</source>
        <translation>Die Richtlinie „Delegierung von aktuellen Anmeldeinformationen zulassen“ von %1. Ihre Einträge sind WSMAN/ mit dem Namen, wie er eingegeben wird, ohne Unterschied von Groß- und Kleinschreibung. Sie gilt, wenn Kerberos oder ein vertrauenswürdiges Zertifikat den Server ausgewiesen hat. Nicht konfiguriert erlaubt sie WinRM nichts; deaktiviert niemandem etwas.</translation>
    </message>
    <message>
        <source>Fresh credentials with NTLM-only server authentication: to whom a password may go unproved</source>
        <translation>Aktuelle Anmeldeinformationen mit reiner NTLM-Serverauthentifizierung: wohin ein Kennwort ohne Nachweis gehen darf</translation>
    </message>
    <message>
        <source>The second list of %1. It is asked when nothing but NTLM proved the server: an address, a local account, a workgroup, a name without an SPN. No cmdlet writes it.</source>
        <translation>Die zweite Liste von %1. Sie gilt, wenn nur NTLM den Server ausgewiesen hat: bei einer Adresse, einem lokalen Konto, einer Arbeitsgruppe, einem Namen ohne SPN. Kein Cmdlet schreibt sie.</translation>
    </message>
    <message>
        <source>Deny delegating fresh credentials: a name here gets no password</source>
        <translation>Delegierung verweigern: Ein Name hier erhält kein Kennwort</translation>
    </message>
    <message>
        <source>The policy of %1 that takes names out of what the other lists allow. It wins over both.</source>
        <translation>Die Richtlinie von %1, die Namen aus dem herausnimmt, was die anderen Listen erlauben. Sie geht beiden vor.</translation>
    </message>
    <message>
        <source>TrustedHosts: to whom this machine talks without proof</source>
        <translation>TrustedHosts: mit wem diese Maschine ohne Nachweis spricht</translation>
    </message>
    <message>
        <source>A list of the WinRM client of %1: names it talks to over HTTP although nothing proves who they are. It has nothing to do with delegation. Entries end at commas; &lt;local&gt; means names without a dot.</source>
        <translation>Eine Liste des WinRM-Clients von %1: Namen, mit denen er über HTTP spricht, obwohl nichts nachweist, wer sie sind. Mit Delegierung hat sie nichts zu tun. Einträge enden am Komma; &lt;local&gt; meint Namen ohne Punkt.</translation>
    </message>
    <message>
        <source>Double hop</source>
        <translation>Doppelter Hop</translation>
    </message>
    <message>
        <source>You sign in to %2, and from there something goes on to a further machine. %2 knows who you are and has nothing to prove it with, so the further machine sees an anonymous caller or refuses.</source>
        <translation>Sie melden sich an %2 an, und von dort geht etwas weiter zu einer anderen Maschine. %2 weiß, wer Sie sind, und hat nichts, womit es das nachweisen könnte; deshalb sieht die andere Maschine einen anonymen Aufrufer oder lehnt ab.</translation>
    </message>
    <message>
        <source>Anonymous</source>
        <translation>Anonym</translation>
    </message>
    <message>
        <source>A caller without a name: what a machine sees when the one before it has nothing to sign in with. Windows calls it NT AUTHORITY\ANONYMOUS LOGON. For a remote session it is not the computer account.</source>
        <translation>Ein Aufrufer ohne Namen: was eine Maschine sieht, wenn die davor nichts hat, womit sie sich anmelden kann. Windows nennt ihn NT-AUTORITÄT\ANONYMOUS-ANMELDUNG. Bei einer Remotesitzung ist es nicht das Computerkonto.</translation>
    </message>
    <message>
        <source>Delegated credentials</source>
        <translation>Delegierte Anmeldeinformationen</translation>
    </message>
    <message>
        <source>A password, or a ticket that can be handed on, which the client gives to the server so that it can act as the user elsewhere. CredSSP hands over the password; Kerberos delegation a ticket.</source>
        <translation>Ein Kennwort oder ein weitergebbares Ticket, das der Client dem Server gibt, damit dieser anderswo als der Benutzer handeln kann. CredSSP gibt das Kennwort weiter, Kerberos-Delegierung ein Ticket.</translation>
    </message>
    <message>
        <source>Credential Security Support Provider. An encrypted connection is opened, both ends prove themselves inside it, and then user, domain and password are sent. What the server may do with them is not limited.</source>
        <translation>Credential Security Support Provider. Eine verschlüsselte Verbindung wird geöffnet, beide Enden weisen sich darin aus, dann werden Benutzer, Domäne und Kennwort gesendet. Was der Server damit tun kann, ist nicht begrenzt.</translation>
    </message>
    <message>
        <source>Network logon (type 3)</source>
        <translation>Netzwerkanmeldung (Typ 3)</translation>
    </message>
    <message>
        <source>The usual logon of a remote session: made from a proof, a ticket or an answer to a challenge. The server holds nothing that it could use again.</source>
        <translation>Die übliche Anmeldung einer Remotesitzung: aus einem Nachweis, einem Ticket oder der Antwort auf eine Frage. Der Server hat nichts, was er wieder verwenden könnte.</translation>
    </message>
    <message>
        <source>Logon with a password (type 8, NetworkCleartext)</source>
        <translation>Anmeldung mit einem Kennwort (Typ 8, NetworkCleartext)</translation>
    </message>
    <message>
        <source>A logon of a remote session made from a password that the server has: by CredSSP. From there it can go on as the user.</source>
        <translation>Eine Anmeldung einer Remotesitzung mit einem Kennwort, das der Server hat: durch CredSSP. Von dort kann es als der Benutzer weitergehen.</translation>
    </message>
    <message>
        <source>Fresh credentials</source>
        <translation>Aktuelle Anmeldeinformationen</translation>
    </message>
    <message>
        <source>User name and password that are typed or given for this connection, in contrast to those of the session (default) and to stored ones (saved). WinRM delegates fresh ones alone.</source>
        <translation>Benutzername und Kennwort, die für diese Verbindung eingegeben oder angegeben werden, im Unterschied zu denen der Sitzung (Standard) und zu gespeicherten. WinRM delegiert nur aktuelle.</translation>
    </message>
    <message>
        <source>Signing in by tickets of a domain controller. It proves both ends, needs names and not addresses, and a ticket for one machine is good for that machine alone.</source>
        <translation>Anmeldung mit Tickets eines Domänencontrollers. Sie weist beide Enden aus, braucht Namen und keine Adressen, und ein Ticket für eine Maschine gilt nur für diese.</translation>
    </message>
    <message>
        <source>Signing in by an answer to a challenge, made from the password. It proves the user and not the server. Windows uses it for addresses, local accounts, workgroups and names without an SPN.</source>
        <translation>Anmeldung durch die Antwort auf eine Frage, aus dem Kennwort gebildet. Sie weist den Benutzer aus und nicht den Server. Windows verwendet sie bei Adressen, lokalen Konten, Arbeitsgruppen und Namen ohne SPN.</translation>
    </message>
    <message>
        <source>Chooses Kerberos where it can be used and else NTLM. For an account of a domain and a name it is Kerberos, for a local account NTLM.</source>
        <translation>Wählt Kerberos, wo es verwendet werden kann, sonst NTLM. Für ein Konto einer Domäne und einen Namen ist das Kerberos, für ein lokales Konto NTLM.</translation>
    </message>
    <message>
        <source>SPN, service principal name</source>
        <translation>SPN, Dienstprinzipalname</translation>
    </message>
    <message>
        <source>The name that a Kerberos client asks a ticket for: service and machine. WinRM registers WSMAN/ with its short and its full name when it starts. It must stand on exactly one account.</source>
        <translation>Der Name, für den ein Kerberos-Client ein Ticket verlangt: Dienst und Maschine. WinRM trägt beim Start WSMAN/ mit seinem kurzen und seinem vollen Namen ein. Er muss an genau einem Konto stehen.</translation>
    </message>
    <message>
        <source>Loopback</source>
        <translation>Loopback</translation>
    </message>
    <message>
        <source>A session of a machine to itself. It is a hop as well, with a network logon.</source>
        <translation>Eine Sitzung einer Maschine zu sich selbst. Auch sie ist ein Hop, mit einer Netzwerkanmeldung.</translation>
    </message>
    <message>
        <source>Resource-based delegation</source>
        <translation>Ressourcenbasierte Delegierung</translation>
    </message>
    <message>
        <source>The account of the resource's machine in the directory says which machine may come to it in the name of users. No password is handed over. It serves SMB, SQL and RPC, not a further WinRM session.</source>
        <translation>Das Konto der Maschine mit der Ressource sagt im Verzeichnis, welche Maschine im Namen von Benutzern zu ihr kommen darf. Kein Kennwort wird weitergegeben. Sie dient SMB, SQL und RPC, nicht einer weiteren WinRM-Sitzung.</translation>
    </message>
    <message>
        <source>JEA, Just Enough Administration</source>
        <translation>JEA, Just Enough Administration</translation>
    </message>
    <message>
        <source>An endpoint that offers chosen commands and runs them as another account: a virtual one of the machine, or a group managed service account. Callers hand no password over.</source>
        <translation>Ein Endpunkt, der ausgewählte Befehle anbietet und sie als ein anderes Konto ausführt: ein virtuelles der Maschine oder ein gruppenverwaltetes Dienstkonto. Aufrufer geben kein Kennwort weiter.</translation>
    </message>
    <message>
        <source>Protected Users</source>
        <translation>Geschützte Benutzer</translation>
    </message>
    <message>
        <source>A group of the domain whose members use no NTLM and are not delegated. Microsoft's text on the second hop says that CredSSP does not work with it.</source>
        <translation>Eine Gruppe der Domäne, deren Mitglieder kein NTLM verwenden und nicht delegiert werden. Microsofts Text zum zweiten Hop sagt, dass CredSSP mit ihr nicht funktioniert.</translation>
    </message>
    <message>
        <source>Name as typed</source>
        <translation>Name wie eingegeben</translation>
    </message>
    <message>
        <source>Lists are compared with what was typed as the target, without case and without asking DNS. A short name, a full name and an address are three names.</source>
        <translation>Listen werden mit dem verglichen, was als Ziel eingegeben wurde, ohne Unterschied von Groß- und Kleinschreibung und ohne DNS zu fragen. Ein kurzer Name, ein voller Name und eine Adresse sind drei Namen.</translation>
    </message>
    <message>
        <source>Muted: drawn, and neither planned nor tested</source>
        <translation>Stummgeschaltet: gezeichnet, aber weder geplant noch getestet</translation>
    </message>
    <message>
        <source>Somebody muted the hop, to see what the rest asks for without it. With it goes what only it leads to. The plan asks for no role and no entry because of it, and a route over it is left out of tests and of the probe scripts.</source>
        <translation>Jemand hat den Hop stummgeschaltet, um zu sehen, was der Rest ohne ihn verlangt. Mit ihm fällt weg, wohin nur er führt. Der Plan verlangt seinetwegen keine Rolle und keinen Eintrag, und eine Route über ihn bleibt bei Tests und in den Testskripten weg.</translation>
    </message>
    <message>
        <source>What the plan shows is too little as long as the hop is really used.</source>
        <translation>Was der Plan zeigt, ist zu wenig, solange der Hop wirklich benutzt wird.</translation>
    </message>
    <message>
        <source>Unmute it when the question is answered. Where the hop is not used any more, remove it.</source>
        <translation>Heben Sie die Stummschaltung auf, wenn die Frage beantwortet ist. Wird der Hop nicht mehr benutzt, entfernen Sie ihn.</translation>
    </message>
    <message>
        <source>This program</source>
        <translation>Dieses Programm</translation>
    </message>
    <message>
        <source>The last day is over, or near</source>
        <translation>Der letzte Tag ist vorbei oder nahe</translation>
    </message>
    <message>
        <source>Somebody noted for the machine or the hop until when it is meant to be there. From two weeks before that day the drawing tells of it, and warns when the day is over.</source>
        <translation>Jemand hat für den Rechner oder den Hop vermerkt, bis wann er da sein soll. Ab zwei Wochen vor diesem Tag weist die Zeichnung darauf hin, und sie warnt, wenn der Tag vorbei ist.</translation>
    </message>
    <message>
        <source>What was allowed for a time stays open when nobody takes it back: the role, the entry of the list, the password that is handed over.</source>
        <translation>Was für eine Zeit erlaubt wurde, bleibt offen, wenn es niemand zurücknimmt: die Rolle, der Eintrag der Liste, das Kennwort, das übergeben wird.</translation>
    </message>
    <message>
        <source>Take back what was set for it, by the undo script of Export, and remove it from the drawing; or ask its owner, and note another day.</source>
        <translation>Nehmen Sie mit dem Undo-Skript von Export zurück, was dafür gesetzt wurde, und entfernen Sie es aus der Zeichnung; oder fragen Sie den Besitzer und vermerken Sie einen anderen Tag.</translation>
    </message>
    <message>
        <source>A hop from one tier to another</source>
        <translation>Ein Hop von einer Ebene in eine andere</translation>
    </message>
    <message>
        <source>The machines at both ends are in two groups that are tiers. Tiers keep apart whose administrators can take over whose machines: who signs in to %2 from another tier brings an account there that the administrators of %2 may not hold.</source>
        <translation>Die Rechner an beiden Enden sind in zwei Gruppen, die Ebenen sind. Ebenen trennen, wessen Administratoren wessen Rechner übernehmen können: Wer sich aus einer anderen Ebene an %2 anmeldet, bringt ein Konto dorthin, das die Administratoren von %2 nicht haben dürfen.</translation>
    </message>
    <message>
        <source>With CredSSP, or a password typed for SSH, the password lies on %2, and whoever administers %2 can use it against the tier that it came from. An ordinary session leaves nothing there to use again; what was typed on %1 stays on %1.</source>
        <translation>Mit CredSSP oder einem für SSH eingegebenen Kennwort liegt das Kennwort auf %2, und wer %2 verwaltet, kann es gegen die Ebene verwenden, aus der es kam. Eine gewöhnliche Sitzung hinterlässt dort nichts Wiederverwendbares; was auf %1 eingegeben wurde, bleibt auf %1.</translation>
    </message>
    <message>
        <source>Administer each tier from its own machines, with accounts of that tier. Where the hop must stay, use the default method in place of CredSSP, or let %2 offer what is needed as an endpoint (JEA).</source>
        <translation>Verwalten Sie jede Ebene von ihren eigenen Rechnern aus, mit Konten dieser Ebene. Wo der Hop bleiben muss, verwenden Sie Default anstelle von CredSSP, oder lassen Sie %2 das Nötige als Endpunkt (JEA) anbieten.</translation>
    </message>
    <message>
        <source>%2, log Security: 4624 names the account; with logon type 8 its password arrived.</source>
        <translation>%2, Protokoll Security: 4624 nennt das Konto; mit Anmeldetyp 8 ist sein Kennwort angekommen.</translation>
    </message>
    <message>
        <source>Enterprise access model (Microsoft)</source>
        <translation>Enterprise access model (Microsoft)</translation>
    </message>
</context>
</TS>

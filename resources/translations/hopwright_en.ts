<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>hopwright</name>
    <message numerus="yes">
        <source>%n machines</source>
        <translation>
            <numerusform>%n machine</numerusform>
            <numerusform>%n machines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>on %n machines</source>
        <translation>
            <numerusform>on %n machine</numerusform>
            <numerusform>on %n machines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of %n accounts</source>
        <translation>
            <numerusform>of %n account</numerusform>
            <numerusform>of %n accounts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hops</source>
        <translation>
            <numerusform>%n hop</numerusform>
            <numerusform>%n hops</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n resources</source>
        <translation>
            <numerusform>%n resource</numerusform>
            <numerusform>%n resources</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Export %n files</source>
        <translation>
            <numerusform>&amp;Export %n file</numerusform>
            <numerusform>&amp;Export %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exported: %n files to %1.</source>
        <translation>
            <numerusform>Exported: %n file to %1.</numerusform>
            <numerusform>Exported: %n files to %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What comes back (%n):</source>
        <translation>
            <numerusform>What comes back (%n):</numerusform>
            <numerusform>What comes back (%n):</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stages not needed</source>
        <translation>
            <numerusform>%n stage not needed</numerusform>
            <numerusform>%n stages not needed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ways out, the safest first. Each says what it exposes.</source>
        <translation>
            <numerusform>%n way out. It says what it exposes.</numerusform>
            <numerusform>%n ways out, the safest first. Each says what it exposes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Route of %n hops</source>
        <translation>
            <numerusform>Route of %n hop</numerusform>
            <numerusform>Route of %n hops</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>all %n hops</source>
        <translation>
            <numerusform>its hop</numerusform>
            <numerusform>all %n hops</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Test runs the selected route, else all %n, against the practice lab. Nothing outside this computer is touched.</source>
        <translation>
            <numerusform>Test runs the selected route, else all %n, against the practice lab. Nothing outside this computer is touched.</numerusform>
            <numerusform>Test runs the selected route, else all %n, against the practice lab. Nothing outside this computer is touched.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more. &quot;hopwright-cli plan&quot; prints all of them.</source>
        <translation>
            <numerusform>… and %n more. &quot;hopwright-cli plan&quot; prints all of them.</numerusform>
            <numerusform>… and %n more. &quot;hopwright-cli plan&quot; prints all of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undo on %n machines…</source>
        <translation>
            <numerusform>Undo on %n machine…</numerusform>
            <numerusform>Undo on %n machines…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Let %1 and %n more accept %2</source>
        <translation>
            <numerusform>Let %1 and %n more accept %2</numerusform>
            <numerusform>Let %1 and %n more accept %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Give hop %1, and %n more, a credential of its own</source>
        <translation>
            <numerusform>Give hop %1, and %n more, a credential of its own</numerusform>
            <numerusform>Give hop %1, and %n more, a credential of its own</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n settings</source>
        <translation>
            <numerusform>%n setting</numerusform>
            <numerusform>%n settings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Applied: %1 on %n machines.</source>
        <translation>
            <numerusform>Applied: %1 on %n machine.</numerusform>
            <numerusform>Applied: %1 on %n machines.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undone on %n machines.</source>
        <translation>
            <numerusform>Undone on %n machine.</numerusform>
            <numerusform>Undone on %n machines.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n hops passed</source>
        <translation>
            <numerusform>Hop 1 passed</numerusform>
            <numerusform>All %n hops passed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n hops pass</source>
        <translation>
            <numerusform>Hop 1 passes</numerusform>
            <numerusform>All %n hops pass</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unsaved changes of other drawings (%n) are offered at the next start.</source>
        <translation>
            <numerusform>Unsaved changes of other drawings (%n) are offered at the next start.</numerusform>
            <numerusform>Unsaved changes of other drawings (%n) are offered at the next start.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n errors</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warnings</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n notes</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ways lead to %1: choose the one that the route takes</source>
        <translation>
            <numerusform>%n way leads to %1: choose the one that the route takes</numerusform>
            <numerusform>%n ways lead to %1: choose the one that the route takes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the file is larger than %n bytes</source>
        <translation>
            <numerusform>the file is larger than %n byte</numerusform>
            <numerusform>the file is larger than %n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the practice lab needs %n open files, and the system allows %1 (RLIMIT_NOFILE, ulimit -n)</source>
        <translation>
            <numerusform>the practice lab needs %n open file, and the system allows %1 (RLIMIT_NOFILE, ulimit -n)</numerusform>
            <numerusform>the practice lab needs %n open files, and the system allows %1 (RLIMIT_NOFILE, ulimit -n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>a name in a script has at most %n bytes</source>
        <translation>
            <numerusform>a name in a script has at most %n byte</numerusform>
            <numerusform>a name in a script has at most %n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passwords or keys in the text were blanked.</source>
        <translation>
            <numerusform>%n password or key in the text was blanked.</numerusform>
            <numerusform>%n passwords or keys in the text were blanked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n settings and facts of machines were read.</source>
        <translation>
            <numerusform>%n setting or fact of a machine was read.</numerusform>
            <numerusform>%n settings and facts of machines were read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passwords or keys were blanked.</source>
        <translation>
            <numerusform>%n password or key was blanked.</numerusform>
            <numerusform>%n passwords or keys were blanked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines will be denied.</source>
        <translation>
            <numerusform>%n line will be denied.</numerusform>
            <numerusform>%n lines will be denied.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more. &quot;hopwright-cli read&quot; prints all of them.</source>
        <translation>
            <numerusform>… and %n more. &quot;hopwright-cli read&quot; prints all of them.</numerusform>
            <numerusform>… and %n more. &quot;hopwright-cli read&quot; prints all of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n machines are being arranged.</source>
        <translation>
            <numerusform>%n machine is being arranged.</numerusform>
            <numerusform>%n machines are being arranged.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n findings</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No findings in %n rule groups; checked just now</source>
        <translation>
            <numerusform>No findings in %n rule group; checked just now</numerusform>
            <numerusform>No findings in %n rule groups; checked just now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n findings are there.</source>
        <translation>
            <numerusform>%n finding is there.</numerusform>
            <numerusform>%n findings are there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n runs of this drawing are kept</source>
        <translation>
            <numerusform>%n run of this drawing is kept</numerusform>
            <numerusform>%n runs of this drawing are kept</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Compared %n hops.</source>
        <translation>
            <numerusform>Compared %n hop.</numerusform>
            <numerusform>Compared %n hops.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are not as before.</source>
        <translation>
            <numerusform>%n is not as before.</numerusform>
            <numerusform>%n are not as before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n machines copied.</source>
        <translation>
            <numerusform>%n machine copied.</numerusform>
            <numerusform>%n machines copied.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>all %n hops passed</source>
        <translation>
            <numerusform>the only hop passed</numerusform>
            <numerusform>all %n hops passed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %n machines were drawn; the others were left out.</source>
        <translation>
            <numerusform>The first machine was drawn; the others were left out.</numerusform>
            <numerusform>The first %n machines were drawn; the others were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n names: %1</source>
        <translation>
            <numerusform>%n name: %1</numerusform>
            <numerusform>%n names: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reading %n files…</source>
        <translation>
            <numerusform>Reading %n file…</numerusform>
            <numerusform>Reading %n files…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more were not taken.</source>
        <translation>
            <numerusform>%n more was not taken.</numerusform>
            <numerusform>%n more were not taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of so many files at once the first %n are read.</source>
        <translation>
            <numerusform>Of so many files at once the first one is read.</numerusform>
            <numerusform>Of so many files at once the first %n are read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pages</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sent to the printer: %n pages.</source>
        <translation>
            <numerusform>Sent to the printer: %n page.</numerusform>
            <numerusform>Sent to the printer: %n pages.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hops to machines</source>
        <translation>
            <numerusform>%n hop to a machine</numerusform>
            <numerusform>%n hops to machines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Release to cut %n hops</source>
        <translation>
            <numerusform>Release to cut %n hop</numerusform>
            <numerusform>Release to cut %n hops</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n places</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n places</source>
        <translation>
            <numerusform>%1 of %n place</numerusform>
            <numerusform>%1 of %n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n things have the finding %1.</source>
        <translation>
            <numerusform>%n thing has the finding %1.</numerusform>
            <numerusform>%n things have the finding %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Release to mute %n hops</source>
        <translation>
            <numerusform>Release to mute %n hop</numerusform>
            <numerusform>Release to mute %n hops</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hops denied or failed</source>
        <translation>
            <numerusform>%n hop denied or failed</numerusform>
            <numerusform>%n hops denied or failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hops will be denied</source>
        <translation>
            <numerusform>%n hop will be denied</numerusform>
            <numerusform>%n hops will be denied</numerusform>
        </translation>
    </message>
</context>
</TS>

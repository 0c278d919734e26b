#include "core/probe/gate.h"
#include "tests/core/plan/drawing.h"
#include "ui/panels/ink_label.h"
#include "ui/panels/verdict_card.h"
#include "ui/text/run_text.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QDir>
#include <QLabel>
#include <QTest>

#include <functional>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

/// What the machines of a chain are called.
struct Names {
    const char* tag;
    std::string client;
    std::string jump;
    std::string last;
};

std::vector<Names> names()
{
    return {
        {"short", "LAPTOP-31", "gw", "nas-2"},
        {"long", "operations-workstation-of-the-second-floor-north-wing-0000031",
         "gateway-between-the-office-and-the-production-network-000002",
         "file-server-of-the-accounting-department-archive-node-000007"},
        {"german", "Arbeitsplatz-Gebäudeübergänge-Außenstelle-Gießen-West-000031",
         "Übergangsrechner-zwischen-Büro-und-Prüfstand-Größe-XL-00002",
         "Ablage-für-Prüfprotokolle-und-Maßblätter-der-Abteilung-0007"},
        {"japanese", "管理者端末東京本社北館二階第三十一号機",
         "踏み台サーバー大阪データセンター第二号機", "ファイルサーバー経理部文書保管用第七号機"},
    };
}

/// A chain of two hops: by \p method to a session, then to a share of a machine in a workgroup.
struct Chain : plan::tests::Drawing {
    model::DomainId corp = domain("corp.example", "CORP");
    model::ComputerId client;
    model::ComputerId jump;
    model::ComputerId last;
    model::HopId first;
    model::HopId second;
    model::RouteId whole;
    probe::RouteResult run;

    Chain(const Names& called, Method method, bool toShare, bool inWorkgroup)
        : client(machine(called.client, corp)),
          jump(machine(called.jump, corp)),
          last(machine(called.last, inWorkgroup ? workgroup("WORKGROUP") : corp)),
          first(session(client, jump, method)),
          second(toShare ? use(jump, share(last, "Archive")) : session(jump, last)),
          whole(route({first, second}))
    {
        if (method == Method::CredSsp)
            giveCredential(first, account("CORP", "operations-of-the-night"));
        run = {.route = whole,
               .name = "chain",
               .runId = "0B1E",
               .account = "CORP\\operations-of-the-night",
               .hops = {{.hop = first, .state = HopState::Passed},
                        {.hop = second, .state = HopState::NotReached}},
               .finished = true};
    }

    void deny(std::size_t index, Stage stage, Cause cause, const char* code)
    {
        probe::HopResult& hop = run.hops.at(index);
        hop.state = HopState::Denied;
        hop.stage = stage;
        hop.cause = cause;
        hop.code = readStatusCode(code);
        hop.stages.at(std::size_t(Stage::Connect)).state = StageState::Passed;
    }

    Verdict verdict() const { return verdictOf(graph, plan::makePlan(graph), run); }
};

struct Case {
    const char* name;
    std::function<Verdict(const Names&)> verdict;
};

std::vector<Case> cases()
{
    return {
        {"field-13, a workgroup",
         [](const Names& called) {
             Chain chain(called, Method::CredSsp, true, true);
             chain.deny(1, Stage::Negotiate, Cause::AccountNotKnown, "1326");
             return chain.verdict();
         }},
        {"field-14, nothing held",
         [](const Names& called) {
             Chain chain(called, Method::Default, false, false);
             chain.deny(1, Stage::Negotiate, Cause::NotDelegated, "0x8009030E");
             return chain.verdict();
         }},
        {"field-19, another denial",
         [](const Names& called) {
             Chain chain(called, Method::CredSsp, true, false);
             chain.deny(0, Stage::Negotiate, Cause::WrongPassword, "1326");
             chain.run.hops.front().predicted = {.outcome = Outcome::Denied,
                                                 .stage = Stage::Delegate,
                                                 .cause = Cause::DelegateListMismatch,
                                                 .code = readStatusCode("0x803381A3")};
             return chain.verdict();
         }},
        {"field-20, not seen",
         [](const Names& called) {
             Chain chain(called, Method::CredSsp, true, false);
             chain.run.hops.front() = {.hop = chain.first,
                                       .state = HopState::Failed,
                                       .stage = Stage::Delegate,
                                       .unseen = std::string(probe::clientRoleSetting)};
             return chain.verdict();
         }},
        {"a share sees nobody",
         [](const Names& called) {
             Chain chain(called, Method::Default, true, false);
             chain.deny(1, Stage::Access, Cause::NotDelegated, "5");
             return chain.verdict();
         }},
        {"no permission",
         [](const Names& called) {
             Chain chain(called, Method::CredSsp, true, false);
             chain.deny(1, Stage::Access, Cause::PermissionOnResource, "5");
             return chain.verdict();
         }},
        {"skipped",
         [](const Names& called) {
             Chain chain(called, Method::Kerberos, true, false);
             chain.run.hops.front() = {.hop = chain.first,
                                       .state = HopState::Skipped,
                                       .predicted = {Outcome::Allowed},
                                       .skippedBecause = "kerberos-not-built"};
             return chain.verdict();
         }},
        {"a pass that costs",
         [](const Names& called) {
             Chain chain(called, Method::CredSsp, true, false);
             chain.run.hops.back().state = HopState::Passed;
             return chain.verdict();
         }},
    };
}

/// The words of \p widget that do not fit into it; empty: all do.
QString cutWords(const QWidget& widget)
{
    QStringList out;
    for (const auto* label : widget.findChildren<QLabel*>()) {
        if (!label->isVisibleTo(&widget) || label->text().isEmpty())
            continue;
        const bool fits = label->wordWrap()
                              ? label->height() >= label->heightForWidth(label->width())
                              : label->width() >= label->sizeHint().width();
        const QRect place(label->mapTo(&widget, QPoint()), label->size());
        if (!fits || !widget.rect().contains(place))
            out += label->text();
    }
    for (const auto* button : widget.findChildren<QAbstractButton*>()) {
        const QRect place(button->mapTo(&widget, QPoint()), button->size());
        if (button->isVisibleTo(&widget)
            && (button->width() < button->sizeHint().width() || !widget.rect().contains(place)))
            out += button->text();
    }
    return out.join(u'\n');
}

}  // namespace

/// What the card says is read whole, also with the names that people give.
class TestVerdictCard : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { setUpApplication(*qApp, Theme::Light); }
    void nothingIsCutOff_data();
    void nothingIsCutOff();
    void aLongWordIsBroken();
    void whatDiffersIsOnTheCard();
};

void TestVerdictCard::nothingIsCutOff_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<int>("called");
    QTest::addColumn<int>("width");
    for (int which = 0; which < int(cases().size()); ++which) {
        for (int called = 0; called < int(names().size()); ++called) {
            for (const int width : {2000, 560}) {
                QTest::addRow("%s, %s, %d", cases().at(std::size_t(which)).name,
                              names().at(std::size_t(called)).tag, width)
                    << which << called << width;
            }
        }
    }
}

/// HOPWRIGHT_CARDS=FOLDER keeps a picture of each, to be looked at.
void TestVerdictCard::nothingIsCutOff()
{
    QFETCH(int, which);
    QFETCH(int, called);
    QFETCH(int, width);
    const Verdict verdict = cases().at(std::size_t(which)).verdict(names().at(std::size_t(called)));
    QVERIFY(!verdict.headline.isEmpty());
    VerdictCard card;
    card.setVerdict(verdict);
    card.fit({width, 2000});
    card.show();
    QCoreApplication::processEvents();
    card.fit({width, 2000});
    QVERIFY(!card.isShort());
    const QImage picture = card.grab().toImage();
    if (const QString folder = qEnvironmentVariable("HOPWRIGHT_CARDS"); !folder.isEmpty()) {
        const QString name = QString::fromUtf8(QTest::currentDataTag()).replace(u' ', u'-');
        QVERIFY(picture.save(QDir(folder).filePath(name + QStringLiteral(".png"))));
    }
    QCOMPARE(cutWords(card), QString());
}

void TestVerdictCard::aLongWordIsBroken()
{
    const std::unique_ptr<InkLabel> label(
        wrapped(QString(80, u'W'), FontRole::Body, Ink::Text, nullptr));
    const int line = label->heightForWidth(10'000);
    QVERIFY(line > 0);
    QVERIFY(label->heightForWidth(200) >= 4 * line);
    QCOMPARE(label->text(), QString(80, u'W'));
}

void TestVerdictCard::whatDiffersIsOnTheCard()  // field/19
{
    VerdictCard card;
    card.setVerdict(cases().at(2).verdict(names().front()));
    card.fit({2000, 2000});
    QStringList words;
    for (const auto* label : card.findChildren<QLabel*>())
        words += label->text();
    const QString text = words.join(u'\n');
    QVERIFY(text.contains(QStringLiteral("Predicted: denied at delegate")));
    QVERIFY(text.contains(QStringLiteral("Seen: denied at negotiate")));
    QVERIFY(card.accessibleDescription().contains(QStringLiteral("Not as predicted")));
}

QTEST_MAIN(TestVerdictCard)
#include "tst_verdict_card.moc"

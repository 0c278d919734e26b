#include "tests/ui/window/window_bench.h"
#include "ui/document/clipboard.h"
#include "ui/panels/notice_strip.h"
#include "ui/picture/svg_file.h"
#include "ui/theme/tokens.h"

#include <QClipboard>
#include <QComboBox>
#include <QDate>
#include <QLabel>
#include <QMimeData>
#include <QPrintDialog>
#include <QRadioButton>
#include <QXmlStreamReader>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

constexpr auto chain = "LAPTOP-7.contoso.example -credssp-> SPRUNG.contoso.example -> "
                       "\\\\ABLAGE.contoso.example\\Daten";

/// A window with a drawing of its own, and the dialog of pictures over it.
class PictureBench : public WindowBench {
public:
    PictureBench()
    {
        key(Qt::Key_N, Qt::ControlModifier);
        QApplication::clipboard()->setText(QString::fromUtf8(chain));
        canvas().setFocus();
        key(Qt::Key_V, Qt::ControlModifier);
        key(Qt::Key_Escape);
    }

    bool open(Qt::Key letter = Qt::Key_I,
              Qt::KeyboardModifiers modifiers = Qt::ControlModifier | Qt::ShiftModifier)
    {
        canvas().setFocus();
        key(letter, modifiers);
        m_dialog = window().findChild<QDialog*>(QStringLiteral("pictureDialog"));
        return m_dialog != nullptr && activate(*m_dialog);
    }
    QDialog& dialog() { return *m_dialog; }
    void alt(Qt::Key letter) { key(letter, Qt::AltModifier); }
    /// In the list with this mnemonic, so many rows down.
    void goDown(Qt::Key letter, int rows)
    {
        alt(letter);
        for (int i = 0; i < rows; ++i)
            key(Qt::Key_Down);
    }
    QString size() { return label("pictureSize")->text(); }
    QLabel* label(const char* name) { return m_dialog->findChild<QLabel*>(QLatin1String(name)); }
    QString notice() { return window().findChild<NoticeStrip*>()->text(); }

    /// Saved by keys. Empty: it was not.
    QByteArray saved(const QString& name)
    {
        const QString file = path(name);
        alt(Qt::Key_V);
        if (!answer(file))
            return {};
        std::ignore = QTest::qWaitFor([&] { return QFile::exists(file); });
        return read(file);
    }

private:
    QPointer<QDialog> m_dialog;
};

QStringList textsIn(const QByteArray& svg)
{
    QStringList out;
    QXmlStreamReader reader(svg);
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement
            && reader.name() == QLatin1String("text"))
            out += reader.readElementText();
    }
    return reader.hasError() ? QStringList() : out;
}

constexpr int svgRow = 1;
constexpr int pdfRow = 2;

}  // namespace

/// Pictures of a drawing, by keys alone: files, paper and clipboard.
class TestPictures : public QObject {
    Q_OBJECT

private slots:
    void eachFormatIsSaved_data();
    void eachFormatIsSaved();
    void thePixelsAreThoseThatWereSaid();
    void onlyWhatIsSelectedWhereSomethingIs();
    void legendAndDateAreByChoice();
    void whatIsTooLargeIsSaidAndNotSaved();
    void tilesTakeMorePages();
    void aFileThatCannotBeWrittenIsSaid();
    void anEmptyDrawingHasNoPicture();
    void aLightPictureIsCopiedFromADarkWindow();
    void aCopiedMachineHasItsPictureBesideIt();
    void itIsPrintedIntoAFile();
};

void TestPictures::eachFormatIsSaved_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("beginning");
    QTest::newRow("PNG") << 0 << QStringLiteral("bild.png") << QByteArray("\x89PNG\r\n\x1A\n");
    QTest::newRow("SVG") << svgRow << QStringLiteral("bild.svg") << QByteArray("<?xml version=");
    QTest::newRow("PDF") << pdfRow << QStringLiteral("bild.pdf") << QByteArray("%PDF-1.");
}

void TestPictures::eachFormatIsSaved()
{
    QFETCH(const int, rows);
    QFETCH(const QString, name);
    QFETCH(const QByteArray, beginning);
    PictureBench bench;
    QVERIFY(bench.open());
    QVERIFY(bench.dialog().isModal());
    bench.goDown(Qt::Key_F, rows);
    const QByteArray bytes = bench.saved(name);
    QVERIFY2(bytes.startsWith(beginning), bytes.left(20).toHex().constData());
    QTRY_VERIFY(bench.child<QDialog>() == nullptr);
    QVERIFY2(bench.notice().startsWith(QStringLiteral("Saved: ")) && bench.notice().contains(name),
             qPrintable(bench.notice()));
    // Nothing else lies beside it.
    QCOMPARE(QDir(bench.path({})).entryList({QStringLiteral("bild*")}, QDir::Files | QDir::Hidden),
             QStringList{name});
}

void TestPictures::thePixelsAreThoseThatWereSaid()
{
    PictureBench bench;
    QVERIFY(bench.open());
    const QString twice = bench.size();
    bench.goDown(Qt::Key_C, 1);
    const QString said = bench.size();
    QVERIFY2(said != twice, qPrintable(said));
    const QImage image = QImage::fromData(bench.saved(QStringLiteral("gross.png")), "png");
    QVERIFY(!image.isNull());
    QCOMPARE(said, QStringLiteral("%1 × %2 pixels").arg(image.width()).arg(image.height()));
    QCOMPARE(image.dotsPerMeterX(), 11339);  // 3 × 96 an inch.
    QCOMPARE(image.pixelColor(0, 0), ink(Ink::Canvas, Theme::Light));
}

void TestPictures::onlyWhatIsSelectedWhereSomethingIs()
{
    PictureBench bench;
    QVERIFY(bench.open());
    const auto* choice = bench.dialog().findChildren<QRadioButton*>().at(1);
    QVERIFY(!choice->isEnabled());
    const QString whole = bench.size();
    bench.key(Qt::Key_Escape);
    QTRY_VERIFY(bench.child<QDialog>() == nullptr);
    QVERIFY(bench.activate());

    bench.click(bench.middleOf("SPRUNG"));
    QVERIFY(bench.open());
    bench.alt(Qt::Key_S);
    QVERIFY(bench.size() != whole);
    bench.goDown(Qt::Key_F, svgRow);
    const QStringList texts = textsIn(bench.saved(QStringLiteral("teil.svg")));
    QVERIFY(texts.contains(QStringLiteral("SPRUNG")));
    QVERIFY(!texts.contains(QStringLiteral("ABLAGE"))
            && !texts.contains(QStringLiteral("LAPTOP-7")));
}

void TestPictures::legendAndDateAreByChoice()
{
    const QString legend = QStringLiteral("the password arrives");
    const QString date = QDate::currentDate().toString(Qt::ISODate);
    for (const bool shown : {true, false}) {
        PictureBench bench;
        QVERIFY(bench.open());
        if (!shown) {
            bench.alt(Qt::Key_L);
            bench.alt(Qt::Key_D);
        }
        bench.goDown(Qt::Key_F, svgRow);
        const QByteArray svg = bench.saved(QStringLiteral("bild.svg"));
        const QStringList texts = textsIn(svg);
        QVERIFY(texts.contains(QStringLiteral("SPRUNG")));
        QCOMPARE(texts.contains(legend), shown);
        QCOMPARE(svg.contains(date.toUtf8()), shown);
    }
}

void TestPictures::whatIsTooLargeIsSaidAndNotSaved()
{
    PictureBench bench;
    model::Graph graph = bench.canvas().graph();
    graph.computers[bench.idOf("ABLAGE")].position = {.x = 50'000, .y = 30'000};
    bench.window().document().edit(QStringLiteral("Move"), graph);
    QVERIFY(bench.open());
    QVERIFY2(bench.size().contains(QStringLiteral("the most are 40 million")),
             qPrintable(bench.size()));
    bench.alt(Qt::Key_V);
    QVERIFY(bench.child<QFileDialog>() == nullptr);
    bench.goDown(Qt::Key_F, svgRow);
    QVERIFY(!bench.size().contains(QStringLiteral("million")));
    QVERIFY(textsIn(bench.saved(QStringLiteral("weit.svg"))).contains(QStringLiteral("ABLAGE")));
}

void TestPictures::tilesTakeMorePages()
{
    PictureBench bench;
    model::Graph graph = bench.canvas().graph();
    graph.computers[bench.idOf("ABLAGE")].position = {.x = 3000, .y = 100};
    bench.window().document().edit(QStringLiteral("Move"), graph);
    QVERIFY(bench.open());
    bench.goDown(Qt::Key_F, pdfRow);
    QCOMPARE(bench.size(), QStringLiteral("1 page"));
    bench.goDown(Qt::Key_G, 1);
    const int pages = bench.size().section(u' ', 0, 0).toInt();
    QVERIFY2(pages > 2, qPrintable(bench.size()));
    const QByteArray pdf = bench.saved(QStringLiteral("seiten.pdf"));
    QCOMPARE(pdf.count("/Type /Page\n"), pages);
}

void TestPictures::aFileThatCannotBeWrittenIsSaid()
{
    PictureBench bench;
    QVERIFY(bench.open());
    QVERIFY(bench.saved(QStringLiteral("no/such/folder/bild.png")).isEmpty());
    QTRY_VERIFY(bench.label("pictureMessage")->isVisible());
    const QString said = bench.label("pictureMessage")->text();
    QVERIFY2(said.contains(QStringLiteral("was not saved")), qPrintable(said));
    QVERIFY2(bench.dialog().isVisible(), "another place can be chosen");
}

void TestPictures::anEmptyDrawingHasNoPicture()
{
    PictureBench bench;
    bench.key(Qt::Key_A, Qt::ControlModifier);
    bench.key(Qt::Key_Delete);
    QVERIFY(bench.canvas().graph().computers.empty());
    QVERIFY(bench.open());
    QVERIFY2(bench.size().contains(QStringLiteral("nothing is drawn")), qPrintable(bench.size()));
    bench.key(Qt::Key_Return);
    QVERIFY(bench.child<QFileDialog>() == nullptr);
    bench.key(Qt::Key_Escape);
    QTRY_VERIFY(bench.child<QDialog>() == nullptr);
    QVERIFY(bench.activate());
    bench.canvas().setFocus();
    bench.key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY2(bench.notice().startsWith(QStringLiteral("Nothing was copied")),
             qPrintable(bench.notice()));
}

void TestPictures::aLightPictureIsCopiedFromADarkWindow()
{
    PictureBench bench;
    QVERIFY(bench.choose(QStringLiteral("View"), QStringLiteral("Dark")));
    bench.canvas().setFocus();
    bench.key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    const QMimeData* data = QApplication::clipboard()->mimeData();
    QVERIFY(data->hasImage() && data->hasFormat(QLatin1String(svgMimeType)));
    const auto image = data->imageData().value<QImage>();
    QCOMPARE(image.pixelColor(0, 0), ink(Ink::Canvas, Theme::Light));
    const QByteArray svg = data->data(QLatin1String(svgMimeType));
    QVERIFY(svg.contains("width=\"" + QByteArray::number(image.width() / 2) + '"'));
    const QStringList texts = textsIn(svg);
    for (const char* name : {"LAPTOP-7", "SPRUNG", "ABLAGE"})
        QVERIFY2(texts.contains(QLatin1String(name)), name);
    QVERIFY(bench.notice().startsWith(QStringLiteral("Copied as a picture")));
    QVERIFY(bench.choose(QStringLiteral("View"), QStringLiteral("Light")));
}

void TestPictures::aCopiedMachineHasItsPictureBesideIt()
{
    PictureBench bench;
    bench.click(bench.middleOf("SPRUNG"));
    bench.key(Qt::Key_C, Qt::ControlModifier);
    const QMimeData* data = QApplication::clipboard()->mimeData();
    QVERIFY(data->hasFormat(QLatin1String(drawingMimeType)) && data->hasText());
    const QStringList texts = textsIn(data->data(QLatin1String(svgMimeType)));
    QVERIFY(texts.contains(QStringLiteral("SPRUNG")));
    QVERIFY(!texts.contains(QStringLiteral("ABLAGE")));
    const std::size_t before = bench.canvas().graph().computers.size();
    bench.key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(bench.canvas().graph().computers.size(), before + 1);
}

void TestPictures::itIsPrintedIntoAFile()
{
    PictureBench bench;
    QVERIFY(bench.open(Qt::Key_P, Qt::ControlModifier));
    QVERIFY2(!bench.dialog().findChild<QComboBox*>(QStringLiteral("pictureFormat"))->isVisible(),
             "paper has no format");
    bench.alt(Qt::Key_P);
    auto* dialog = bench.child<QPrintDialog>();
    QVERIFY(dialog != nullptr && WindowBench::activate(*dialog));
    auto* field = dialog->findChild<QLineEdit*>(QStringLiteral("filename"));
    if (field == nullptr || !field->isEnabled())
        QSKIP("a printer is set up here, and is chosen first");
    const QString file = bench.path(QStringLiteral("papier.pdf"));
    field->setFocus();
    bench.key(Qt::Key_A, Qt::ControlModifier);
    bench.type(file);
    bench.key(Qt::Key_Return);
    QTRY_VERIFY(QFile::exists(file));
    const QByteArray pdf = WindowBench::read(file);
    QVERIFY(pdf.startsWith("%PDF-1."));
    QCOMPARE(pdf.count("/Type /Page\n"), 1);
    QTRY_VERIFY(bench.notice().startsWith(QStringLiteral("Saved: ")));
}

int main(int argc, char* argv[])
{
    return runWindowTest<TestPictures>(argc, argv);
}

#include "tst_pictures.moc"

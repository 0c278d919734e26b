#include "ui/window/file_reader.h"

#include "core/diagnose/diagnosis.h"
#include "core/edit/chain.h"
#include "core/files/read_file.h"
#include "core/text/decode.h"
#include "ui/text/file_path.h"

#include <QFileInfo>
#include <QPromise>
#include <QThreadPool>

#include <algorithm>
#include <array>
#include <utility>

namespace hopwright::ui {

namespace {

constexpr std::array scriptEndings{QLatin1String("ps1"), QLatin1String("psm1"),
                                   QLatin1String("psd1")};

bool isScript(const QString& ending)
{
    return std::ranges::find(scriptEndings, ending) != scriptEndings.end();
}

/// UTF-16 has zeros of its own; another text has none.
Result<std::string> textOf(std::string_view bytes)
{
    text::Decoded decoded = text::decode(bytes);
    const bool isWide =
        decoded.encoding == text::Encoding::Utf16Le || decoded.encoding == text::Encoding::Utf16Be;
    if (!isWide && bytes.contains('\0'))
        return fail(ErrorCode::Malformed, Sentence::saying("it is no text"));
    return std::move(decoded.text);
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

/// Reads files one after another. Nothing in here touches an object of the event loop.
class Reading {
public:
    explicit Reading(FileReader::Texts texts) : m_texts(texts) {}

    void add(const QString& path)
    {
        const QString ending = QFileInfo(path).suffix().toLower();
        Result<void> done;
        if (ending == QLatin1String("hopw")) {
            done = addDrawing(path);
        } else if (ending == QLatin1String("hoprun")) {
            done = addRun(path);
        } else {
            done = addText(path, ending);
        }
        if (!done)
            m_files.failed.push_back({.path = path, .error = done.error()});
    }

    ReadFiles take() { return std::move(m_files); }

private:
    Result<void> addDrawing(const QString& path)
    {
        if (m_files.drawing) {
            m_files.further.append(path);
            return {};
        }
        HOPWRIGHT_TRY(m_files.drawing, loadDrawing(path));
        return {};
    }

    Result<void> addRun(const QString& path)
    {
        if (m_files.run) {
            m_files.further.append(path);
            return {};
        }
        HOPWRIGHT_TRY(const std::filesystem::path file, filePath(path));
        HOPWRIGHT_TRY(m_files.run, store::loadRun(file));
        return {};
    }

    Result<void> addText(const QString& path, const QString& ending)
    {
        HOPWRIGHT_TRY(const std::filesystem::path file, filePath(path));
        HOPWRIGHT_TRY(const std::string bytes,
                      files::readFile(file, diagnose::mostPasted - m_bytes));
        HOPWRIGHT_TRY(const std::string text, textOf(bytes));
        m_bytes += bytes.size();
        const bool isSorted = m_texts == FileReader::Texts::ByContent && !isScript(ending);
        if (isSorted && edit::looksLikeChain(trimmed(text))) {
            m_files.chains.emplace_back(trimmed(text));
            return {};
        }
        edit::HostTable table = isSorted ? edit::hostTableIn(text) : edit::HostTable();
        if (!table.columns.empty()) {
            m_files.tables.push_back(std::move(table));
            return {};
        }
        if (trimmed(text).empty())
            return fail(ErrorCode::Malformed, Sentence::saying("it is empty"));
        if (!m_files.text.empty())
            m_files.text += "\n\n";
        m_files.text += text;
        return {};
    }

    FileReader::Texts m_texts;
    ReadFiles m_files = {};
    std::size_t m_bytes = 0;
};

FileReader::Answer answerOf(const QStringList& paths, FileReader::Texts texts)
{
    Reading reading(texts);
    for (const QString& each : paths.mid(0, FileReader::mostFiles))
        reading.add(each);
    ReadFiles files = reading.take();
    files.left = std::max<qsizetype>(paths.size() - FileReader::mostFiles, 0);
    return std::make_shared<const ReadFiles>(std::move(files));
}

}  // namespace

bool FileReader::isOther(const QString& path)
{
    constexpr std::array others{QLatin1String("hoprun"), QLatin1String("txt"), QLatin1String("log"),
                                QLatin1String("csv"), QLatin1String("tsv")};
    const QString ending = QFileInfo(path).suffix().toLower();
    return isScript(ending) || std::ranges::find(others, ending) != others.end();
}

FileReader::FileReader(QObject* parent) : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &FileReader::finished);
}

FileReader::~FileReader()
{
    m_watcher.disconnect(this);
}

void FileReader::start(const QStringList& paths, Texts texts)
{
    Request request{.paths = paths, .texts = texts};
    if (m_isBusy) {
        m_next.push_back(std::move(request));
        return;
    }
    begin(std::move(request));
}

void FileReader::begin(Request request)
{
    m_isBusy = true;
    auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    m_watcher.setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, request = std::move(request)] {
        promise->addResult(answerOf(request.paths, request.texts));
        promise->finish();
    });
}

void FileReader::finished()
{
    const Answer answer = m_watcher.result();
    m_isBusy = false;
    if (!m_next.empty()) {
        Request next = std::move(m_next.front());
        m_next.pop_front();
        begin(std::move(next));
    }
    emit done(answer);
}

}  // namespace hopwright::ui

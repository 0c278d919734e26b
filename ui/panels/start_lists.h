#pragma once

#include <QScrollArea>
#include <QStringList>

#include <vector>

class QGridLayout;

namespace hopwright::ui {

class InkLabel;
class WrappedLink;

/// What an empty drawing offers to begin with: the drawings that were opened last, and the samples. Each is a link, to be clicked or
/// reached by Tab and the arrows. Lies over the canvas and lets it be seen; scrolls where it has less room than it needs.
class StartLists : public QScrollArea {
    Q_OBJECT

public:
    static constexpr qsizetype mostRecent = 5;
    static constexpr int widest = 760;
    /// What of that it can use: with samples alone it has fewer columns.
    int usefulWidth() const;

    explicit StartLists(QWidget* parent = nullptr);

    /// The first mostRecent of \p paths, as far as is known all there.
    void setRecent(const QStringList& paths);
    /// Those of \p paths that are shown are marked as not found, and no others. They are links all the same.
    void setMissing(const QStringList& paths);
    /// What is shown of the recent ones.
    const QStringList& recent() const { return m_paths; }
    /// Puts all in as many columns as \p width has room for. \returns the height of them.
    int heightFor(int width);

signals:
    void recentChosen(const QString& path);
    /// Sample::name.
    void sampleChosen(const QString& name);
    /// They came into view: what is there may have changed.
    void shown();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void addSamples();
    void arrange(int columns);
    void putRecent(int columns);

    QStringList m_paths = {};
    QWidget* m_content;
    QGridLayout* m_grid;
    InkLabel* m_recentHead;
    InkLabel* m_samplesHead;
    std::vector<WrappedLink*> m_recent = {};  ///< mostRecent of them, those without a path hidden.
    std::vector<WrappedLink*> m_samples = {};
    int m_columns = 0;  ///< 0: to be put anew.
};

}  // namespace hopwright::ui

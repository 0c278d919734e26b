#pragma once

#include "core/base/result.h"
#include "ui/picture/pages.h"
#include "ui/picture/recording.h"

#include <QDialog>
#include <QPageLayout>
#include <QString>

#include <functional>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QPrinter;
class QPushButton;
class QRadioButton;

namespace hopwright::ui {

class InkLabel;
class PicturePreview;

/// What a user wants to see in a picture.
struct PictureWish {
    bool selectionOnly = false;
    bool hasLegend = true;
    bool hasDate = true;
};

/// Where it goes.
enum class PicturePurpose { Export, Print };

/// Makes a picture of the drawing as it is now.
using PictureMaker = std::function<Result<Recording>(const PictureWish&)>;

/// A picture of the drawing into a file, PNG, SVG or PDF, or onto paper: what is in it, how large it becomes, a preview. Opened,
/// never executed. What would be larger than a limit of ui/picture is said in a sentence, and cannot be saved.
///
/// Files are written by core/files, whole or not at all; also what a print dialog sends to a file.
class PictureDialog : public QDialog {
    Q_OBJECT

public:
    /// \p title: the drawing as the title bar calls it. \p hasSelection: something is selected.
    PictureDialog(PicturePurpose purpose, QString title, bool hasSelection, PictureMaker make,
                  QWidget* parent = nullptr);

    /// Where a file is proposed, without its ending.
    void proposeFile(const QString& path) { m_proposed = path; }

signals:
    /// The picture is out; \p words say where. The dialog closes itself.
    void completed(const QString& words);

private:
    enum class Format { Png, Svg, Pdf };

    // What it is made of.
    void addChoices();
    void addFormats();
    QWidget* makeFoot();

    Format format() const;
    PageFit fit() const;
    int scale() const;
    QPageLayout layoutOfPages() const;
    void makeAgain();
    void follow();
    /// The size that it will have, in words; else why it cannot be made.
    Result<QString> sizeWords() const;
    void refuse(const Error& error, const QString& subject);
    Result<QByteArray> bytes() const;
    void askFile();
    void save(const QString& path, const Result<QByteArray>& bytes);
    void askPrinter();
    void print(QPrinter& printer);

    PicturePurpose m_purpose;
    QString m_title;
    PictureMaker m_make;
    QString m_proposed;
    Result<Recording> m_picture;  ///< As wished.

    PicturePreview* m_preview = nullptr;
    QFormLayout* m_form = nullptr;
    QRadioButton* m_all = nullptr;
    QRadioButton* m_selection = nullptr;
    QComboBox* m_format = nullptr;
    QComboBox* m_scale = nullptr;
    QComboBox* m_fit = nullptr;
    QComboBox* m_paper = nullptr;
    QCheckBox* m_legend = nullptr;
    QCheckBox* m_date = nullptr;
    InkLabel* m_size = nullptr;
    InkLabel* m_message = nullptr;
    QPushButton* m_act = nullptr;
};

}  // namespace hopwright::ui

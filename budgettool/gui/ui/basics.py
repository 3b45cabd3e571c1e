"""Made from `forms/ui/basics.ui`; edit that instead."""

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QFrame, QGridLayout, QHBoxLayout,
    QLabel, QLineEdit, QPushButton, QScrollArea,
    QSizePolicy, QSpacerItem, QVBoxLayout, QWidget)

from budgettool.gui.forms.preview import Preview

class Ui_Basics(object):
    def setupUi(self, Basics):
        if not Basics.objectName():
            Basics.setObjectName(u"Basics")
        self.outer = QVBoxLayout(Basics)
        self.outer.setSpacing(0)
        self.outer.setObjectName(u"outer")
        self.outer.setContentsMargins(0, 0, 0, 0)
        self.scroll = QScrollArea(Basics)
        self.scroll.setObjectName(u"scroll")
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setWidgetResizable(True)
        self.inner = QWidget()
        self.inner.setObjectName(u"inner")
        self.rows = QVBoxLayout(self.inner)
        self.rows.setSpacing(16)
        self.rows.setObjectName(u"rows")
        self.rows.setContentsMargins(24, 16, 24, 24)
        self.head = QLabel(self.inner)
        self.head.setObjectName(u"head")

        self.rows.addWidget(self.head)

        self.columns = QHBoxLayout()
        self.columns.setSpacing(24)
        self.columns.setObjectName(u"columns")
        self.columns.setContentsMargins(0, 0, 0, 0)
        self.form = QGridLayout()
        self.form.setObjectName(u"form")
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(4)
        self.full_label = QLabel(self.inner)
        self.full_label.setObjectName(u"full_label")

        self.form.addWidget(self.full_label, 0, 0, 1, 1)

        self.full = QLineEdit(self.inner)
        self.full.setObjectName(u"full")
        self.full.setMinimumSize(QSize(0, 28))

        self.form.addWidget(self.full, 0, 1, 1, 1)

        self.full_note = QLabel(self.inner)
        self.full_note.setObjectName(u"full_note")
        self.full_note.setWordWrap(True)

        self.form.addWidget(self.full_note, 1, 1, 1, 1)

        self.full_gap = QSpacerItem(0, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.form.addItem(self.full_gap, 2, 1, 1, 1)

        self.short_label = QLabel(self.inner)
        self.short_label.setObjectName(u"short_label")

        self.form.addWidget(self.short_label, 3, 0, 1, 1)

        self.short = QLineEdit(self.inner)
        self.short.setObjectName(u"short")
        self.short.setMinimumSize(QSize(0, 28))

        self.form.addWidget(self.short, 3, 1, 1, 1)

        self.short_note = QLabel(self.inner)
        self.short_note.setObjectName(u"short_note")
        self.short_note.setWordWrap(True)

        self.form.addWidget(self.short_note, 4, 1, 1, 1)

        self.short_gap = QSpacerItem(0, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.form.addItem(self.short_gap, 5, 1, 1, 1)

        self.row_label = QLabel(self.inner)
        self.row_label.setObjectName(u"row_label")

        self.form.addWidget(self.row_label, 6, 0, 1, 1)

        self.row = QLineEdit(self.inner)
        self.row.setObjectName(u"row")
        self.row.setMinimumSize(QSize(0, 28))

        self.form.addWidget(self.row, 6, 1, 1, 1)

        self.row_note = QLabel(self.inner)
        self.row_note.setObjectName(u"row_note")
        self.row_note.setWordWrap(True)

        self.form.addWidget(self.row_note, 7, 1, 1, 1)

        self.row_gap = QSpacerItem(0, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.form.addItem(self.row_gap, 8, 1, 1, 1)

        self.code_label = QLabel(self.inner)
        self.code_label.setObjectName(u"code_label")

        self.form.addWidget(self.code_label, 9, 0, 1, 1)

        self.code = QLineEdit(self.inner)
        self.code.setObjectName(u"code")
        self.code.setMinimumSize(QSize(0, 28))

        self.form.addWidget(self.code, 9, 1, 1, 1)

        self.code_note = QLabel(self.inner)
        self.code_note.setObjectName(u"code_note")
        self.code_note.setWordWrap(True)

        self.form.addWidget(self.code_note, 10, 1, 1, 1)

        self.code_gap = QSpacerItem(0, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.form.addItem(self.code_gap, 11, 1, 1, 1)

        self.budget_code_label = QLabel(self.inner)
        self.budget_code_label.setObjectName(u"budget_code_label")

        self.form.addWidget(self.budget_code_label, 12, 0, 1, 1)

        self.budget_code = QLineEdit(self.inner)
        self.budget_code.setObjectName(u"budget_code")
        self.budget_code.setMinimumSize(QSize(0, 28))

        self.form.addWidget(self.budget_code, 12, 1, 1, 1)

        self.budget_code_note = QLabel(self.inner)
        self.budget_code_note.setObjectName(u"budget_code_note")
        self.budget_code_note.setWordWrap(True)

        self.form.addWidget(self.budget_code_note, 13, 1, 1, 1)

        self.budget_code_gap = QSpacerItem(0, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.form.addItem(self.budget_code_gap, 14, 1, 1, 1)

        self.year_label = QLabel(self.inner)
        self.year_label.setObjectName(u"year_label")

        self.form.addWidget(self.year_label, 15, 0, 1, 1)

        self.year = QLineEdit(self.inner)
        self.year.setObjectName(u"year")
        self.year.setMinimumSize(QSize(0, 28))

        self.form.addWidget(self.year, 15, 1, 1, 1)

        self.year_note = QLabel(self.inner)
        self.year_note.setObjectName(u"year_note")
        self.year_note.setWordWrap(True)

        self.form.addWidget(self.year_note, 16, 1, 1, 1)

        self.year_gap = QSpacerItem(0, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.form.addItem(self.year_gap, 17, 1, 1, 1)

        self.pack_label = QLabel(self.inner)
        self.pack_label.setObjectName(u"pack_label")

        self.form.addWidget(self.pack_label, 18, 0, 1, 1)

        self.pack_layout = QHBoxLayout()
        self.pack_layout.setSpacing(8)
        self.pack_layout.setObjectName(u"pack_layout")
        self.pack_layout.setContentsMargins(0, 0, 0, 0)
        self.pack = QLabel(self.inner)
        self.pack.setObjectName(u"pack")
        self.pack.setWordWrap(True)

        self.pack_layout.addWidget(self.pack)

        self.update_pack = QPushButton(self.inner)
        self.update_pack.setObjectName(u"update_pack")

        self.pack_layout.addWidget(self.update_pack)

        self.pack_layout.setStretch(0, 1)

        self.form.addLayout(self.pack_layout, 18, 1, 1, 1)

        self.pack_note = QLabel(self.inner)
        self.pack_note.setObjectName(u"pack_note")
        self.pack_note.setWordWrap(True)

        self.form.addWidget(self.pack_note, 19, 1, 1, 1)

        self.foot = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.form.addItem(self.foot, 20, 1, 1, 1)

        self.form.setColumnStretch(1, 1)

        self.columns.addLayout(self.form)

        self.side = QVBoxLayout()
        self.side.setSpacing(8)
        self.side.setObjectName(u"side")
        self.side.setContentsMargins(0, 0, 0, 0)
        self.preview_label = QLabel(self.inner)
        self.preview_label.setObjectName(u"preview_label")

        self.side.addWidget(self.preview_label)

        self.preview = Preview(self.inner)
        self.preview.setObjectName(u"preview")

        self.side.addWidget(self.preview)

        self.side_foot = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.side.addItem(self.side_foot)


        self.columns.addLayout(self.side)

        self.columns.setStretch(0, 3)
        self.columns.setStretch(1, 2)

        self.rows.addLayout(self.columns)

        self.scroll.setWidget(self.inner)

        self.outer.addWidget(self.scroll)

#if QT_CONFIG(shortcut)
        self.full_label.setBuddy(self.full)
        self.short_label.setBuddy(self.short)
        self.row_label.setBuddy(self.row)
        self.code_label.setBuddy(self.code)
        self.budget_code_label.setBuddy(self.budget_code)
        self.year_label.setBuddy(self.year)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.full, self.short)
        QWidget.setTabOrder(self.short, self.row)
        QWidget.setTabOrder(self.row, self.code)
        QWidget.setTabOrder(self.code, self.budget_code)
        QWidget.setTabOrder(self.budget_code, self.year)
        QWidget.setTabOrder(self.year, self.update_pack)

        self.retranslateUi(Basics)

        QMetaObject.connectSlotsByName(Basics)
    # setupUi

    def retranslateUi(self, Basics):
        self.head.setText(QCoreApplication.translate("Basics", u"\u57fa\u672c\u4fe1\u606f", None))
        self.head.setProperty(u"role", QCoreApplication.translate("Basics", u"head", None))
        self.full_label.setText(QCoreApplication.translate("Basics", u"\u90e8\u95e8\u5168\u79f0", None))
#if QT_CONFIG(accessibility)
        self.full.setAccessibleName(QCoreApplication.translate("Basics", u"\u90e8\u95e8\u5168\u79f0", None))
#endif // QT_CONFIG(accessibility)
        self.full_note.setText("")
        self.full_note.setProperty(u"role", QCoreApplication.translate("Basics", u"quiet", None))
        self.short_label.setText(QCoreApplication.translate("Basics", u"\u90e8\u95e8\u7b80\u79f0", None))
#if QT_CONFIG(accessibility)
        self.short.setAccessibleName(QCoreApplication.translate("Basics", u"\u90e8\u95e8\u7b80\u79f0", None))
#endif // QT_CONFIG(accessibility)
        self.short_note.setText("")
        self.short_note.setProperty(u"role", QCoreApplication.translate("Basics", u"quiet", None))
        self.row_label.setText(QCoreApplication.translate("Basics", u"\u8868\u5185\u540d\u79f0", None))
#if QT_CONFIG(accessibility)
        self.row.setAccessibleName(QCoreApplication.translate("Basics", u"\u8868\u5185\u540d\u79f0", None))
#endif // QT_CONFIG(accessibility)
        self.row_note.setText("")
        self.row_note.setProperty(u"role", QCoreApplication.translate("Basics", u"quiet", None))
        self.code_label.setText(QCoreApplication.translate("Basics", u"\u90e8\u95e8\u4ee3\u7801", None))
#if QT_CONFIG(accessibility)
        self.code.setAccessibleName(QCoreApplication.translate("Basics", u"\u90e8\u95e8\u4ee3\u7801", None))
#endif // QT_CONFIG(accessibility)
        self.code_note.setText("")
        self.code_note.setProperty(u"role", QCoreApplication.translate("Basics", u"quiet", None))
        self.budget_code_label.setText(QCoreApplication.translate("Basics", u"\u9884\u7b97\u4ee3\u7801", None))
#if QT_CONFIG(accessibility)
        self.budget_code.setAccessibleName(QCoreApplication.translate("Basics", u"\u9884\u7b97\u4ee3\u7801", None))
#endif // QT_CONFIG(accessibility)
        self.budget_code_note.setText("")
        self.budget_code_note.setProperty(u"role", QCoreApplication.translate("Basics", u"quiet", None))
        self.year_label.setText(QCoreApplication.translate("Basics", u"\u5e74\u5ea6", None))
#if QT_CONFIG(accessibility)
        self.year.setAccessibleName(QCoreApplication.translate("Basics", u"\u5e74\u5ea6", None))
#endif // QT_CONFIG(accessibility)
        self.year_note.setText("")
        self.year_note.setProperty(u"role", QCoreApplication.translate("Basics", u"quiet", None))
        self.pack_label.setText(QCoreApplication.translate("Basics", u"\u8868\u6837", None))
        self.pack.setText("")
        self.update_pack.setText(QCoreApplication.translate("Basics", u"\u66f4\u65b0\u8868\u6837", None))
        self.pack_note.setText("")
        self.pack_note.setProperty(u"role", QCoreApplication.translate("Basics", u"quiet", None))
        self.preview_label.setText(QCoreApplication.translate("Basics", u"\u5370\u51fa\u6765\u662f\u8fd9\u6837", None))
        self.preview_label.setProperty(u"role", QCoreApplication.translate("Basics", u"quiet", None))
        pass
    # retranslateUi


"""Made from `forms/ui/listing.ui`; edit that instead."""

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QHBoxLayout, QHeaderView, QLabel,
    QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

from budgettool.gui.forms.listing_view import ListingView

class Ui_Listing(object):
    def setupUi(self, Listing):
        if not Listing.objectName():
            Listing.setObjectName(u"Listing")
        self.rows = QVBoxLayout(Listing)
        self.rows.setSpacing(8)
        self.rows.setObjectName(u"rows")
        self.rows.setContentsMargins(16, 12, 16, 12)
        self.top = QHBoxLayout()
        self.top.setSpacing(8)
        self.top.setObjectName(u"top")
        self.top.setContentsMargins(0, 0, 0, 0)
        self.head = QLabel(Listing)
        self.head.setObjectName(u"head")

        self.top.addWidget(self.head)

        self.count = QLabel(Listing)
        self.count.setObjectName(u"count")
        self.count.setTextFormat(Qt.TextFormat.PlainText)

        self.top.addWidget(self.count)

        self.gap = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.top.addItem(self.gap)


        self.rows.addLayout(self.top)

        self.explanation = QLabel(Listing)
        self.explanation.setObjectName(u"explanation")
        self.explanation.setWordWrap(True)

        self.rows.addWidget(self.explanation)

        self.table = ListingView(Listing)
        self.table.setObjectName(u"table")

        self.rows.addWidget(self.table)

        self.strip_layout = QHBoxLayout()
        self.strip_layout.setSpacing(8)
        self.strip_layout.setObjectName(u"strip_layout")
        self.strip_layout.setContentsMargins(0, 0, 0, 0)
        self.strip = QLabel(Listing)
        self.strip.setObjectName(u"strip")
        self.strip.setTextFormat(Qt.TextFormat.PlainText)
        self.strip.setWordWrap(True)

        self.strip_layout.addWidget(self.strip)

        self.strip_action = QPushButton(Listing)
        self.strip_action.setObjectName(u"strip_action")

        self.strip_layout.addWidget(self.strip_action)

        self.strip_layout.setStretch(0, 1)

        self.rows.addLayout(self.strip_layout)


        self.retranslateUi(Listing)

        QMetaObject.connectSlotsByName(Listing)
    # setupUi

    def retranslateUi(self, Listing):
        self.head.setText("")
        self.head.setProperty(u"role", QCoreApplication.translate("Listing", u"head", None))
        self.count.setText("")
        self.count.setProperty(u"role", QCoreApplication.translate("Listing", u"quiet", None))
        self.explanation.setText("")
        self.explanation.setProperty(u"role", QCoreApplication.translate("Listing", u"quiet", None))
        self.strip.setText("")
        self.strip_action.setText("")
        pass
    # retranslateUi


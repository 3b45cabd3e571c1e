import io
from datetime import UTC, datetime, timedelta, timezone

import pytest
from PIL import ImageCms

from budgettool.exporting.pdf.conformance import About, colour_profile, pdf_date, xmp_packet


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        (UTC, "D:20200115093000+00'00'"),
        (timezone(timedelta(hours=8)), "D:20200115093000+08'00'"),
        (timezone(-timedelta(hours=3, minutes=30)), "D:20200115093000-03'30'"),
    ],
)
def test_dates_bear_their_zone(zone, text):
    assert pdf_date(datetime(2020, 1, 15, 9, 30, tzinfo=zone)) == text


def test_the_colour_profile_is_one_that_others_read():
    profile = ImageCms.ImageCmsProfile(io.BytesIO(colour_profile()))
    assert profile.profile.xcolor_space.strip() == "RGB"
    assert "sRGB" in profile.profile.profile_description


def test_a_title_cannot_break_the_metadata():
    about = About("甲 & <乙>", datetime(2020, 1, 1, tzinfo=UTC), "丙 <办>")
    packet = xmp_packet(about, "p", "c").decode()
    assert "甲 &amp; &lt;乙&gt;" in packet
    assert "<rdf:Seq><rdf:li>丙 &lt;办&gt;</rdf:li>" in packet

"""A photo is taken over real OpenCV, of a real recording."""

import cv2
import numpy as np

from drivers.scanners.photo import photo


def test_a_photo_is_what_the_camera_sees(tmp_path):
    where = tmp_path / "seen.avi"
    writer = cv2.VideoWriter(str(where), cv2.VideoWriter.fourcc(*"MJPG"), 5, (64, 48))
    writer.write(np.full((48, 64, 3), 200, np.uint8))
    writer.release()
    taken = photo(str(where))
    assert taken is not None
    seen = cv2.imdecode(np.frombuffer(taken, np.uint8), cv2.IMREAD_COLOR)
    assert seen is not None
    assert seen.shape == (48, 64, 3)


def test_no_photo_is_none_where_no_camera_answers(tmp_path):
    assert photo(str(tmp_path / "nothing.avi")) is None

# SPDX-License-Identifier: Apache-2.0
"""The pages that bring data in: files, the order of sources, the weather.

receiving   a file while it is sent, straight to the disk
reading     reading it in a thread, and how far that is
pages       choose a file, watch it being read, answer, the report
columns     what the columns of a table are
sources     which source counts first
weather     on and off, the place, what is sent
"""

#!/bin/sh
# Starts LOADMASTER_TEST_ELECTRON as a user of its own: Chromium opens no window for root while its sandbox is on.
exec setpriv --reuid "$LOADMASTER_TEST_UID" --regid "$LOADMASTER_TEST_UID" --clear-groups "$LOADMASTER_TEST_ELECTRON" "$@"

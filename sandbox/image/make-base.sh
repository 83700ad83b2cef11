#!/bin/sh
# Makes a Debian base image from Debian's packages alone, for machines that reach no image
# registry. Usage: make-base.sh [TAG]. Needs root, docker and mmdebstrap.
set -eu
tag=${1:-softjudge-base:bookworm}
if ! command -v mmdebstrap >/dev/null; then
    echo "make-base.sh: mmdebstrap is missing: apt-get install mmdebstrap" >&2
    exit 1
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mmdebstrap --quiet --variant=minbase --include=python3,ca-certificates bookworm "$work/base.tar"
docker import "$work/base.tar" "$tag" >/dev/null
echo "$tag"

#!/usr/bin/env bash
# Writes PublicAPI.Unshipped.txt: everything public that PublicAPI.Shipped.txt does not have, as the analyzer spells it.
set -euo pipefail
cd "$(dirname "$0")"
echo '#nullable enable' > PublicAPI.Unshipped.txt
list=$(dotnet build NetGen.csproj -v q --no-incremental -p:TreatWarningsAsErrors=false \
  | sed -n "s/^.* RS0016: Symbol '\(.*\)' is not part of the declared public API.*$/\1/p" | LC_ALL=C sort -u)
echo "$list" >> PublicAPI.Unshipped.txt

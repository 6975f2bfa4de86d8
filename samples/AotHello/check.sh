#!/usr/bin/env bash
# Publishes AotHello as one native file and holds it to what the README says: no warning, at most 3 MB, the same bits as under
# the JIT compiler at every vector width, and the same bits from each instruction set that this machine has.
# check.sh [instruction set]...   default: the default baseline and x86-64-v3
set -euo pipefail
cd "$(dirname "$0")"
out=../../artifacts/aot
limit=$((3 * 1024 * 1024))
has() { grep -qw "$1" /proc/cpuinfo; }

dotnet build -c Release -v q
jit="../../artifacts/bin/AotHello/release/AotHello.dll"
expected=$(dotnet "$jit")
echo "$expected"
for switch in DOTNET_EnableAVX512 DOTNET_EnableAVX2 DOTNET_EnableHWIntrinsic; do
  [ "$(env $switch=0 dotnet "$jit")" = "$expected" ] || { echo "the JIT run with $switch=0 differs"; exit 1; }
done

[ $# -gt 0 ] || set -- default x86-64-v3
for set in "$@"; do
  rm -rf "$out/$set"
  dotnet publish -c Release -r linux-x64 -o "$out/$set" -v q -p:IlcInstructionSet="${set#default}"
  size=$(stat -c %s "$out/$set/AotHello")
  [ "$size" -le "$limit" ] || { echo "$set: $size bytes, more than $limit"; exit 1; }
  case $set in
    *v4*) has avx512f || { echo "$set: $size bytes; this machine cannot run it"; continue; } ;;
    *v3*) has avx2 || { echo "$set: $size bytes; this machine cannot run it"; continue; } ;;
  esac
  [ "$("$out/$set/AotHello")" = "$expected" ] || { echo "$set: differs from the JIT run"; exit 1; }
  # A processor of 2008, where there is an emulator: 128-bit registers, no fused multiply-add.
  if [ "$set" = default ] && command -v qemu-x86_64 >/dev/null; then
    [ "$(qemu-x86_64 -cpu Nehalem "$out/$set/AotHello")" = "$expected" ] || { echo "$set: differs on an emulated Nehalem"; exit 1; }
  fi
  # The best of ten: anything else on the machine only adds to it.
  best=$(for _ in $(seq 10); do "$out/$set/AotHello" --time "$(date +%s%N)" | tail -1; done | sort -t, -k2 -V | head -1)
  echo "$set: $size bytes; $best"
done

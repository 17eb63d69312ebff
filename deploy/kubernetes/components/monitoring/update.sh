#!/bin/sh
# Makes the PrometheusRules of Prometheus' own rule files.
set -eu
cd "$(dirname "$0")"
for rules in alerts recordings; do
  {
    printf 'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata:\n  name: login-stream-%s\nspec:\n' $rules
    sed 's/^\(.\)/  \1/' ../../../prometheus/rules/$rules.yml
  } >$rules.yaml
done

#!/bin/sh
# Makes what a first run needs and nobody should have to think of: a CA, certificates, passwords. What is there already
# stays; certificates are renewed in their last month. Each folder is for one container and readable by its user alone.
#   generate DIRECTORY
set -eu
umask 077
cd "$1"

CA_DAYS=3650
DAYS=397
RENEW_SECONDS=$((30 * 24 * 3600))

# Whoever cloned the repository owns this file, and may read what is for people.
owner=$(stat -c %u:%g .gitignore)

valid() { openssl x509 -in "$1" -noout -checkend "$RENEW_SECONDS" >/dev/null 2>&1; }

new_key() { openssl ecparam -name prime256v1 -genkey -noout | openssl pkcs8 -topk8 -nocrypt -out "$1"; }

password() {
  [ -s "$1" ] || openssl rand -base64 24 | tr -d '\n' >"$1"
}

folder() { mkdir -p "$1" && chmod 755 "$1"; }

# give FOLDER UID: the files in it to the user of one container
give() { chown -R "$2" "$1" && chmod 500 "$1" && find "$1" -type f -exec chmod 400 {} +; }

folder ca
if ! valid ca/ca.pem; then
  new_key ca/ca-key.pem
  openssl req -x509 -new -key ca/ca-key.pem -sha256 -days "$CA_DAYS" -subj '/O=Login Stream/CN=Login Stream CA' \
    -addext 'keyUsage=critical,keyCertSign,cRLSign' -out ca/ca.pem
  rm -f opensearch/node.pem
  echo 'made a CA'
fi
cp ca/ca.pem ca.pem

folder opensearch
if ! valid opensearch/node.pem; then
  new_key opensearch/node-key.pem
  printf '%s\n' 'subjectAltName=DNS:opensearch,DNS:localhost,IP:127.0.0.1' 'keyUsage=critical,digitalSignature' \
    'extendedKeyUsage=serverAuth,clientAuth' >opensearch/node.ext
  openssl req -new -key opensearch/node-key.pem -subj '/O=Login Stream/CN=opensearch' |
    openssl x509 -req -sha256 -days "$DAYS" -CA ca/ca.pem -CAkey ca/ca-key.pem -CAcreateserial \
      -extfile opensearch/node.ext -out opensearch/node.pem 2>/dev/null
  rm opensearch/node.ext
  echo 'made a certificate for opensearch'
fi
cp ca.pem opensearch/ca.pem

folder passwords
for user in admin indexer dashboards grafana; do
  password "passwords/$user"
done
cp passwords/admin admin-password
cp passwords/grafana grafana-password

# What OpenSearch's security index is made of when a volume is new.
folder opensearch-security
cp /security/*.yml opensearch-security/
hash() { htpasswd -niBC 12 "" <"passwords/$1" | tr -d ':\n'; }
cat >opensearch-security/internal_users.yml <<EOF
_meta: { type: internalusers, config_version: 2 }
admin: { hash: "$(hash admin)", reserved: false, backend_roles: [admin], description: For people }
indexer: { hash: "$(hash indexer)", reserved: false, description: login-indexer-service }
kibanaserver: { hash: "$(hash dashboards)", reserved: false, description: OpenSearch Dashboards }
EOF

folder indexer
cp ca.pem indexer/ca.pem
printf indexer >indexer/opensearch.username
cp passwords/indexer indexer/opensearch.password

folder dashboards
cp ca.pem dashboards/ca.pem
password passwords/dashboards-cookie
{
  cat /dashboards/opensearch_dashboards.yml
  echo "opensearch.password: \"$(cat passwords/dashboards)\""
  echo "opensearch_security.cookie.password: \"$(cat passwords/dashboards-cookie)\""
} >dashboards/opensearch_dashboards.yml

folder dashboards-import
printf 'user = "admin:%s"\n' "$(cat passwords/admin)" >dashboards-import/curl.conf

folder grafana
cp passwords/grafana grafana/admin-password

give opensearch 1000:1000
give opensearch-security 1000:1000
give dashboards 1000:1000
give indexer 10001:10001
give dashboards-import 10001:10001
give grafana 472:0
chown "$owner" ca.pem admin-password grafana-password
chmod 644 ca.pem
chmod 600 admin-password grafana-password
chmod 700 ca passwords
echo 'certificates and passwords are there'

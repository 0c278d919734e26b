#!/bin/bash
# in_namespace.sh PROGRAM [ARGUMENT...]: runs PROGRAM beside a standalone Samba smbd in mount, network and process
# namespaces of their own: FS01 is 127.0.0.1, port 445 there is smbd's, and alice and carol exist there alone. With
# PROGRAM everything ends; nothing outside changes. Needs root. HOPWRIGHT_SMBD_STAGE tells PROGRAM
# how it went: `ready` or `none`.
set -euo pipefail

if [ "${HOPWRIGHT_SMBD_STAGE:-}" != inside ]; then
  for each in smbd smbpasswd pdbedit smbclient ip; do
    command -v "$each" > /dev/null || exec env HOPWRIGHT_SMBD_STAGE=none "$@"
  done
  spaces=(unshare -m -n -p -f --kill-child --mount-proc --propagation private)
  "${spaces[@]}" true 2> /dev/null || exec env HOPWRIGHT_SMBD_STAGE=none "$@"
  HOPWRIGHT_SMBD_STAGE=inside exec "${spaces[@]}" "$0" "$@"
fi

ip link set lo up
d=/run/hopwright
for each in /run /etc/samba /var/lib/samba /var/cache/samba /var/log/samba; do
  mount -t tmpfs tmpfs "$each"
done
mkdir -p "$d" /run/samba /var/lib/samba/private "$d/share" "$d/seen"
chmod 755 "$d"
chmod 1777 "$d/share"

{ cat /etc/passwd
  echo 'alice:x:20001:20001::/nonexistent:/usr/sbin/nologin'
  echo 'carol:x:20002:20002::/nonexistent:/usr/sbin/nologin'; } > "$d/passwd"
mount --bind "$d/passwd" /etc/passwd
printf '127.0.0.1 localhost FS01\n' > "$d/hosts"
mount --bind "$d/hosts" /etc/hosts

cat > /etc/samba/smb.conf <<E
[global]
	workgroup = LAB
	netbios name = FS01
	server role = standalone server
	passdb backend = tdbsam
	restrict anonymous = 2
	map to guest = never
	server min protocol = SMB2_10
	disable netbios = yes
	smb ports = 445
	load printers = no
	printcap name = /dev/null
[Reports]
	path = $d/share
	read only = no
	valid users = alice
E
umask 077
for each in alice carol; do
  password=P$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')
  printf '%s' "$password" > "$d/$each.password"
  printf '%s\n%s\n' "$password" "$password" | smbpasswd -s -a "$each" > /dev/null 2>&1
done
umask 022

# smbd ends its whole process group when it ends; without a group of its own that would be this one.
smbd -F --no-process-group --debug-stdout > "$d/smbd.log" 2>&1 < /dev/null &
for ((i = 0; i < 400; i++)); do
  if (: < /dev/tcp/127.0.0.1/445) 2> /dev/null; then
    HOPWRIGHT_SMBD_STAGE=ready HOPWRIGHT_SMBD=$d exec "$@"
  fi
  sleep 0.05
done
echo 'smbd did not answer:' >&2
tail -n 20 "$d/smbd.log" >&2
exit 1

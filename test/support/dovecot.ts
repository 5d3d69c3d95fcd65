import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.js';
import { until } from './until.js';

/** A real IMAP server with one mailbox, on a free port of this machine. */
export interface Dovecot {
  readonly port: number;
  /** Encrypted from the first byte, with a certificate that nobody knows. */
  readonly tlsPort: number;
  /** That certificate, which is its own authority; PEM. */
  readonly certificate: string;
  readonly user: string;
  readonly password: string;
  /** Delivers a mail as a mail server does. */
  deliver(raw: string | Buffer): Promise<void>;
  /** Lets the server read the newest mail of the inbox, or not. */
  allow(isReadable: boolean): Promise<void>;
  /** How many mails of the inbox are marked as seen. */
  seen(): Promise<number>;
  /** Numbers the mails of the inbox anew, as a server does that was restored from a copy. */
  renumber(): Promise<void>;
  /** Ends the process and all connections; `start` brings it back on the same port. */
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

const PROGRAM = '/usr/sbin/dovecot';

/** Root's own mail is not served. The user and its group on Debian. */
const NOBODY = 65534;

/** Why there is no IMAP server to test with, or undefined when there is one. */
export function dovecotFault(): string | undefined {
  if (userInfo().uid !== 0) return 'dovecot is started by root only';
  if (spawnSync('openssl', ['version']).status !== 0) return 'openssl is not installed';
  const { status } = spawnSync(PROGRAM, ['--version']);
  return status === 0 ? undefined : 'dovecot is not installed (Debian: dovecot-imapd)';
}

/** Files of the server and of its mailbox are below a folder of their own. */
export async function startDovecot(): Promise<Dovecot> {
  const folder = await mkdtemp(join(tmpdir(), 'casemgr-dovecot-'));
  await chmod(folder, 0o755);
  for (const part of ['', 'new', 'tmp', 'cur']) {
    await mkdir(join(folder, 'mail', part), { recursive: true });
    await chown(join(folder, 'mail', part), NOBODY, NOBODY);
  }
  const [port, tlsPort] = [await freePort(), await freePort()];
  makeCertificate(folder);
  const inbox = join(folder, 'mail');
  const configuration = join(folder, 'dovecot.conf');
  await writeFile(join(folder, 'users'), 'support:{PLAIN}a secret word\n');
  await writeFile(configuration, configurationOf(folder, port, tlsPort));
  let child: ChildProcess | undefined;
  let delivered = 0;

  const start = async (): Promise<void> => {
    child = spawn(PROGRAM, ['-F', '-c', configuration], { stdio: 'ignore', detached: true });
    await until(() => canConnect(port));
  };
  const stop = async (): Promise<void> => {
    const running = child;
    child = undefined;
    if (running?.pid === undefined || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    // All of its processes at once; asked nicely, one that somebody is connected to stays for ten seconds.
    process.kill(-running.pid, 'SIGKILL');
    await ended;
  };
  await start();
  return {
    port,
    tlsPort,
    certificate: await readFile(join(folder, 'certificate.pem'), 'utf8'),
    user: 'support',
    password: 'a secret word',
    async deliver(raw) {
      delivered += 1;
      const name = `${Date.now()}.M${delivered}.test`;
      await writeFile(join(inbox, 'tmp', name), raw);
      await chown(join(inbox, 'tmp', name), NOBODY, NOBODY);
      await rename(join(inbox, 'tmp', name), join(inbox, 'new', name));
    },
    async allow(isReadable) {
      const names = [
        ...(await readdir(join(inbox, 'new'))).map((name) => join('new', name)),
        ...(await readdir(join(inbox, 'cur'))).map((name) => join('cur', name)),
      ];
      const newest = names.find((name) => name.includes(`.M${delivered}.`));
      if (newest !== undefined) await chmod(join(inbox, newest), isReadable ? 0o644 : 0o000);
    },
    seen: async () => (await readdir(join(inbox, 'cur'))).filter((name) => /:2,[A-Z]*S/.test(name)).length,
    async renumber() {
      await stop();
      const list = join(inbox, 'dovecot-uidlist');
      const [head = '', ...mails] = (await readFile(list, 'utf8')).split('\n');
      const renumbered = head.replace(/V\d+/, (validity) => `V${Number(validity.slice(1)) + 1}`);
      await writeFile(list, [renumbered, ...mails].join('\n'));
      for (const file of await readdir(inbox)) if (file.startsWith('dovecot.index')) await rm(join(inbox, file));
      await start();
    },
    stop,
    start,
    async remove() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Whether somebody answers. */
async function canConnect(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'data');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** For 127.0.0.1, signed by itself. */
function makeCertificate(folder: string): void {
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'certificate.pem')];
  const name = ['-subj', '/CN=mailbox', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const { status, stderr } = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'],
    ...files,
    ...name,
  ]);
  if (status !== 0) throw new Error(`openssl made no certificate: ${stderr.toString()}`);
}

function configurationOf(folder: string, port: number, tlsPort: number): string {
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <${folder}/certificate.pem
ssl_key = <${folder}/key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
mail_uid = ${NOBODY}
mail_gid = ${NOBODY}
first_valid_uid = ${NOBODY}
first_valid_gid = ${NOBODY}
mail_location = maildir:${folder}/mail
default_login_user = nobody
default_internal_user = nobody
default_internal_group = nogroup
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = static
  args = uid=${NOBODY} gid=${NOBODY} home=${folder}
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${tlsPort}
    ssl = yes
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`;
}

import { create as contentDisposition } from 'content-disposition';

/** What keeps a browser from running a file in our name, whatever it says that it is (casemgr.md T-6). */
const DOWNLOAD_ONLY = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'",
  'cache-control': 'private, no-store',
};

interface Download {
  readonly fileName: string;
  readonly contentType: string;
  readonly size: number;
}

export function downloadHeaders({ fileName, contentType, size }: Download): Record<string, string> {
  return {
    ...DOWNLOAD_ONLY,
    'content-type': contentType,
    'content-length': String(size),
    'content-disposition': contentDisposition(fileName),
  };
}

import { Injectable } from '@nestjs/common';
import { Failure } from '#runtime/errors/failure.js';

/** Which methods exist at which paths, to tell a wrong method (405-100) from a wrong path (404-100). */
@Injectable()
export class RouteTable {
  private readonly routes: { readonly pattern: RegExp; readonly methods: Set<string> }[] = [];
  private readonly known = new Map<string, Set<string>>();

  add(methods: readonly string[], url: string): void {
    let known = this.known.get(url);
    if (!known) {
      known = new Set();
      this.known.set(url, known);
      this.routes.push({ pattern: patternOf(url), methods: known });
    }
    for (const method of methods) known.add(method);
  }

  missing(method: string, url: string): Failure {
    const methods = this.methodsAt(url);
    if (methods.length === 0) return new Failure('404-100', { resource_id: pathOf(url).slice(0, 150) });
    return new Failure('405-100', { method }, { headers: { allow: methods.join(', ') } });
  }

  methodsAt(url: string): string[] {
    const path = pathOf(url);
    const methods = this.routes.filter(({ pattern }) => pattern.test(path)).flatMap((route) => [...route.methods]);
    return [...new Set(methods)].sort();
  }
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? url;
}

function patternOf(url: string): RegExp {
  const source = url
    .split('/')
    .map((segment) => (segment.startsWith(':') ? '[^/]+' : segment === '*' ? '.*' : RegExp.escape(segment)))
    .join('/');
  return new RegExp(`^${source}$`);
}

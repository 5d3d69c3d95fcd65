import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { operationOf, publicOperationOf, type OperationDescription, type PublicDescription } from './operation.js';

/** One route of the server and what it declares. */
export interface RouteOperation {
  /** In capitals: `GET`, `POST`, … */
  readonly method: string;
  /** As the router knows it: `/core/casemgr/v3/activity/:ids`. */
  readonly path: string;
  /** Class and method, for whoever has to find it. */
  readonly handler: string;
  /** Undefined for a public route. */
  readonly operation: OperationDescription | undefined;
  /** Undefined for a route that needs a token. */
  readonly publicOperation: PublicDescription | undefined;
}

/** What `listOperations` needs of a Nest application. */
interface Application {
  get(token: typeof ModulesContainer): ModulesContainer;
}

const scanner = new MetadataScanner();
const reflector = new Reflector();

/** All routes of an application, sorted by path and method: what the access test and the OpenAPI document go through. */
export function listOperations(application: Application): RouteOperation[] {
  return routesOf(application.get(ModulesContainer));
}

export function routesOf(modules: ModulesContainer): RouteOperation[] {
  const controllers = [...modules.values()].flatMap((module) => [...module.controllers.values()]);
  return controllers
    .flatMap(({ metatype }) => (typeof metatype === 'function' ? routesOfController(metatype as Type) : []))
    .sort((one, other) => compare(one.path, other.path) || compare(one.method, other.method));
}

/** Throws when a route declares neither `Operation` nor `PublicOperation`, or an id twice: nothing is open by oversight. */
export function assertEveryRouteDeclared(routes: readonly RouteOperation[]): void {
  const undeclared = routes.filter(({ operation, publicOperation }) => !operation && !publicOperation);
  if (undeclared.length > 0) {
    throw new Error(`These routes declare no operation: ${undeclared.map(({ handler }) => handler).join(', ')}`);
  }
  const ids = routes.map(idOf);
  const repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (repeated.length > 0) throw new Error(`These operation ids are declared twice: ${repeated.join(', ')}`);
}

function idOf({ operation, publicOperation, handler }: RouteOperation): string {
  return operation?.id ?? publicOperation?.id ?? handler;
}

function routesOfController(controller: Type): RouteOperation[] {
  const prototype = controller.prototype as Record<string, (...args: never[]) => unknown>;
  return scanner.getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    if (!handler) return [];
    const method = reflector.get<RequestMethod | undefined>(METHOD_METADATA, handler);
    if (method === undefined) return [];
    return pathsOf(controller, handler).map((path) => ({
      method: RequestMethod[method],
      path,
      handler: `${controller.name}.${name}`,
      operation: operationOf(handler),
      publicOperation: publicOperationOf(handler),
    }));
  });
}

function pathsOf(controller: Type, handler: (...args: never[]) => unknown): string[] {
  const prefixes = [reflector.get<string | string[]>(PATH_METADATA, controller)].flat();
  const suffixes = [reflector.get<string | string[]>(PATH_METADATA, handler)].flat();
  return prefixes.flatMap((prefix) => suffixes.map((suffix) => joined(prefix, suffix)));
}

function joined(...parts: string[]): string {
  const segments = parts.flatMap((part) => part.split('/')).filter((segment) => segment !== '');
  return `/${segments.join('/')}`;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

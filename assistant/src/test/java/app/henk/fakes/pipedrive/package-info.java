/** A Pipedrive of one company: both versions of its API, its limits, its webhooks, and what goes wrong with them. */
package app.henk.fakes.pipedrive;

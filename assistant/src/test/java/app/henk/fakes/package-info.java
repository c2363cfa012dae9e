/** Stand-ins for other companies' services, as strict as the real ones, with ports of their own. */
package app.henk.fakes;

// Generated from the OpenAPI document by `npm run generate`.
export interface paths {
    "/conversation/securemessagingmgr/v3/messagecenter/{id}/issuetype": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the issue types of a message center. */
        get: operations["getIssueType"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/adminmgr/v3/aliases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the aliases
         * @description A user needs the privilege `Manage partition resources`.
         */
        get: operations["listAliases"];
        put?: never;
        /**
         * Create one of the aliases
         * @description A user needs the privilege `Manage partition resources`.
         */
        post: operations["createAlias"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/adminmgr/v3/aliases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one of the aliases
         * @description A user needs the privilege `Manage partition resources`.
         */
        get: operations["readAlias"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Edit one of the aliases; what is left out stays
         * @description A user needs the privilege `Manage partition resources`.
         */
        patch: operations["editAlias"];
        trace?: never;
    };
    "/core/adminmgr/v3/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find out who did what and when, from which address, by which client.
         * @description A user needs the privilege `Manage partition resources`.
         */
        get: operations["searchAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/adminmgr/v3/audit/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare a part of the audit trail with its seals.
         * @description A user needs the privilege `Manage partition resources`.
         */
        get: operations["verifyAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/adminmgr/v3/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the clients
         * @description A user needs the privilege `Manage partition resources`.
         */
        get: operations["listClients"];
        put?: never;
        /**
         * Create one of the clients
         * @description A user needs the privilege `Manage partition resources`.
         */
        post: operations["createClient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/adminmgr/v3/clients/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one of the clients
         * @description A user needs the privilege `Manage partition resources`.
         */
        get: operations["readClient"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Edit one of the clients; what is left out stays
         * @description A user needs the privilege `Manage partition resources`.
         */
        patch: operations["editClient"];
        trace?: never;
    };
    "/core/adminmgr/v3/customattributes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the customAttributes
         * @description A user needs the privilege `Manage partition resources`.
         */
        get: operations["listCustomAttributes"];
        put?: never;
        /**
         * Create one of the customAttributes
         * @description A user needs the privilege `Manage partition resources`.
         */
        post: operations["createCustomAttribute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/adminmgr/v3/customattributes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one of the customAttributes
         * @description A user needs the privilege `Manage partition resources`.
         */
        get: operations["readCustomAttribute"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Edit one of the customAttributes; what is left out stays
         * @description A user needs the privilege `Manage partition resources`.
         */
        patch: operations["editCustomAttribute"];
        trace?: never;
    };
    "/core/adminmgr/v3/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the departments
         * @description A user needs the privilege `Manage partition resources`.
         */
        get: operations["listDepartments"];
        put?: never;
        /**
         * Create one of the departments
         * @description A user needs the privilege `Manage partition resources`.
         */
        post: operations["createDepartment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/adminmgr/v3/departments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one of the departments
         * @description A user needs the privilege `Manage partition resources`.
         */
        get: operations["readDepartment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Edit one of the departments; what is left out stays
         * @description A user needs the privilege `Manage partition resources`.
         */
        patch: operations["editDepartment"];
        trace?: never;
    };
    "/core/adminmgr/v3/inboundaccounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the inboundAccounts
         * @description A user needs the privilege `Manage partition resources`.
         */
        get: operations["listInboundAccounts"];
        put?: never;
        /**
         * Create one of the inboundAccounts
         * @description A user needs the privilege `Manage partition resources`.
         */
        post: operations["createInboundAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/adminmgr/v3/inboundaccounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one of the inboundAccounts
         * @description A user needs the privilege `Manage partition resources`.
         */
        get: operations["readInboundAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Edit one of the inboundAccounts; what is left out stays
         * @description A user needs the privilege `Manage partition resources`.
         */
        patch: operations["editInboundAccount"];
        trace?: never;
    };
    "/core/adminmgr/v3/issuetypes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the issueTypes
         * @description A user needs the privilege `Manage partition resources`.
         */
        get: operations["listIssueTypes"];
        put?: never;
        /**
         * Create one of the issueTypes
         * @description A user needs the privilege `Manage partition resources`.
         */
        post: operations["createIssueType"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/adminmgr/v3/issuetypes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one of the issueTypes
         * @description A user needs the privilege `Manage partition resources`.
         */
        get: operations["readIssueType"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Edit one of the issueTypes; what is left out stays
         * @description A user needs the privilege `Manage partition resources`.
         */
        patch: operations["editIssueType"];
        trace?: never;
    };
    "/core/adminmgr/v3/messagecenters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the messageCenters
         * @description A user needs the privilege `Manage partition resources`.
         */
        get: operations["listMessageCenters"];
        put?: never;
        /**
         * Create one of the messageCenters
         * @description A user needs the privilege `Manage partition resources`.
         */
        post: operations["createMessageCenter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/adminmgr/v3/messagecenters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one of the messageCenters
         * @description A user needs the privilege `Manage partition resources`.
         */
        get: operations["readMessageCenter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Edit one of the messageCenters; what is left out stays
         * @description A user needs the privilege `Manage partition resources`.
         */
        patch: operations["editMessageCenter"];
        trace?: never;
    };
    "/core/adminmgr/v3/partition": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the partition as a document, without secrets
         * @description A user needs the privilege `Manage partition resources`.
         */
        get: operations["exportPartition"];
        /**
         * Apply a partition document; omitted scalars take their defaults
         * @description A user needs the privilege `Manage partition resources`.
         */
        put: operations["applyPartition"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Merge a partition document; omitted members stay
         * @description A user needs the privilege `Manage partition resources`.
         */
        patch: operations["mergePartition"];
        trace?: never;
    };
    "/core/adminmgr/v3/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the queues
         * @description A user needs the privilege `Manage partition resources`.
         */
        get: operations["listQueues"];
        put?: never;
        /**
         * Create one of the queues
         * @description A user needs the privilege `Manage partition resources`.
         */
        post: operations["createQueue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/adminmgr/v3/queues/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one of the queues
         * @description A user needs the privilege `Manage partition resources`.
         */
        get: operations["readQueue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Edit one of the queues; what is left out stays
         * @description A user needs the privilege `Manage partition resources`.
         */
        patch: operations["editQueue"];
        trace?: never;
    };
    "/core/adminmgr/v3/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the settings of the partition
         * @description A user needs the privilege `Manage partition resources`.
         */
        get: operations["getSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Edit settings of the partition; those left out stay
         * @description A user needs the privilege `Manage partition resources`.
         */
        patch: operations["editSettings"];
        trace?: never;
    };
    "/core/adminmgr/v3/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the users
         * @description A user needs the privilege `Manage partition resources`.
         */
        get: operations["listUsers"];
        put?: never;
        /**
         * Create one of the users
         * @description A user needs the privilege `Manage partition resources`.
         */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/adminmgr/v3/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one of the users
         * @description A user needs the privilege `Manage partition resources`.
         */
        get: operations["readUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Edit one of the users; what is left out stays
         * @description A user needs the privilege `Manage partition resources`.
         */
        patch: operations["editUser"];
        trace?: never;
    };
    "/core/authmgr/v3/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End the session: the access token of this request is refused from now on. */
        delete: operations["logoutUserSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/casemgr/v3/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find activities. */
        get: operations["searchActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Edit due date, priority, language and custom attributes of an open activity. */
        patch: operations["editActivity"];
        trace?: never;
    };
    "/core/casemgr/v3/activity/{ids}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read up to 75 activities by their ids, separated by commas. */
        get: operations["getActivityByIds"];
        put?: never;
        post?: never;
        /** Hide activities from the customer, for good; users and clients go on seeing them. */
        delete: operations["hide-activities"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/casemgr/v3/activity/{ids}/attachment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the attachments of activities */
        get: operations["getActivityAttachments"];
        put?: never;
        post?: never;
        /** Purge the attachments of one completed activity: the files are gone for good, their number stays known. */
        delete: operations["deleteCompletedActivityAttachments"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/casemgr/v3/activity/{ids}/attachment/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one attachment, and where to download it */
        get: operations["getActivityAttachmentDetails"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/casemgr/v3/activity/{ids}/changecase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Move open activities of one case to another case, or to a new one. */
        patch: operations["changeCaseOfActivities"];
        trace?: never;
    };
    "/core/casemgr/v3/activity/{ids}/email/general": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reply to an activity, as a customer */
        post: operations["CreatEmailResponse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/casemgr/v3/activity/{ids}/note": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a note to one activity. */
        post: operations["createActivityNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/casemgr/v3/activity/{ids}/note/{noteid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one note of one activity. */
        get: operations["getNoteOfActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/casemgr/v3/activity/{ids}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the notes of one activity, oldest first. */
        get: operations["getNotesOfActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/casemgr/v3/activity/{ids}/notes/{noteids}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete up to 75 notes of one activity, all or none. */
        delete: operations["deleteActivityNotes"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/casemgr/v3/activity/{ids}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Mark activities as read by the customer. */
        patch: operations["mark-activities-read"];
        trace?: never;
    };
    "/core/casemgr/v3/activity/{ids}/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Mark activities as not read by the customer. */
        patch: operations["mark-activities-unread"];
        trace?: never;
    };
    "/core/casemgr/v3/activity/attributes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Describe what an activity can have: types, languages, custom attributes. */
        get: operations["getActivityAttributes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/casemgr/v3/activity/changecustomer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Move up to 75 open activities to the customer who has an email address. */
        patch: operations["changeCustomerOfActivities"];
        trace?: never;
    };
    "/core/casemgr/v3/activity/completed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Edit the content and the custom attributes of a completed email. */
        patch: operations["editCompletedActivity"];
        trace?: never;
    };
    "/core/casemgr/v3/activity/email/general": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create incoming email activity
         * @description A user needs the privilege `Manage partition resources`.
         */
        post: operations["create-incoming-email-activity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/casemgr/v3/activity/email/general/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Explain what creating an incoming email activity would do; nothing is written
         * @description A user needs the privilege `Manage partition resources`.
         */
        post: operations["explain-incoming-email-activity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/casemgr/v3/activity/mask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Mask in an email and its case what the settings say must not be kept; for good. */
        patch: operations["maskActivity"];
        trace?: never;
    };
    "/core/casemgr/v3/case": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find cases. */
        get: operations["searchCase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Edit one open case. */
        patch: operations["editCase"];
        trace?: never;
    };
    "/core/casemgr/v3/case/{ids}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read up to 75 cases by their ids, separated by commas; customers one, if they see an activity of it. */
        get: operations["getCasesByIds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/casemgr/v3/case/{ids}/changecustomer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Move one open case, with the activities that its customer has in it, to another customer. */
        patch: operations["changeCustomerOfCase"];
        trace?: never;
    };
    "/core/casemgr/v3/case/{ids}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Close one open case and complete the activities that are open in it. */
        patch: operations["closeCase"];
        trace?: never;
    };
    "/core/casemgr/v3/case/{ids}/note": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a note to one case. */
        post: operations["createCaseNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/casemgr/v3/case/{ids}/note/{noteid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one note of one case. */
        get: operations["getNoteOfCase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/casemgr/v3/case/{ids}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the notes of one case, oldest first. */
        get: operations["getNotesOfCase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/casemgr/v3/case/{ids}/notes/{noteids}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete up to 75 notes of one case, all or none. */
        delete: operations["deleteCaseNotes"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/casemgr/v3/case/attributes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Describe the custom attributes of cases. */
        get: operations["getCaseAttributes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/casemgr/v3/case/closed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Edit one closed case; it stays closed. */
        patch: operations["editClosedCase"];
        trace?: never;
    };
    "/core/casemgr/v3/case/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Find cases by criteria in the body. */
        post: operations["caseLookup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/customermgr/v3/{customerType}/customer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create a customer: an individual, a group or a corporate one. */
        post: operations["createCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        /** Edit a customer with its contacts and contact points; customers their own profile. What is left out stays. */
        patch: operations["editCustomer"];
        trace?: never;
    };
    "/core/customermgr/v3/customer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find customers; customers read their own profile. */
        get: operations["searchCustomers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/customermgr/v3/customer/{id}/grantedcustomer/{grantedcustomerid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take back the grant that a customer holds on another one. */
        delete: operations["deleteCustomerGrant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/customermgr/v3/customer/{id}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** For whom a customer may act, and who may act for it. */
        get: operations["getCustomerGrant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/customermgr/v3/customer/{id}/merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which customers were merged into one, when and by whom. */
        get: operations["getCustomerMerges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/customermgr/v3/customer/{id}/merges/{mergedid}/moves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What moved with a customer that was merged into another one. */
        get: operations["getCustomerMergeMoves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/customermgr/v3/customer/{id}/note": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a note to one customer. */
        post: operations["createCustomeryNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/customermgr/v3/customer/{id}/note/{noteid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one note of one customer. */
        get: operations["getNoteOfCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/customermgr/v3/customer/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the notes of one customer, oldest first. */
        get: operations["getNotesOfCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/customermgr/v3/customer/{id}/notes/{noteids}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete up to 75 notes of one customer, all or none. */
        delete: operations["deletecustomerNotes"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/customermgr/v3/customer/{id}/obfuscate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take everything of a customer out of everything that is kept; it cannot be undone. */
        post: operations["obfuscateCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/customermgr/v3/customer/attributes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Describe what a customer can have: types, configured vocabularies, custom attributes. */
        get: operations["getCustomerAttributes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/customermgr/v3/customer/grant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let up to 75 customers act for another one. */
        post: operations["createCustomerGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/customermgr/v3/customer/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** For whom the customer who asks may act. */
        get: operations["getCustomerGrantsContext"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/customermgr/v3/customer/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Merge a customer into another one: everything it has goes over, and it ends. */
        put: operations["mergeCustomer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/customermgr/v3/customer/merge/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show what merging two customers would do; nothing is written. */
        post: operations["previewCustomerMerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/customermgr/v3/customer/obfuscate/csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Obfuscate up to 10,000 customers of a list, in the background. */
        post: operations["initiatebulkcustomeroperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/customermgr/v3/customer/obfuscate/csvstatus/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the obfuscation of a list has come. */
        get: operations["csvfileoperationstatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/customermgr/v3/customers/{ids}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read up to 75 customers by their ids, separated by commas. */
        get: operations["customerByIDs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/customermgr/v3/department/{id}/aliases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the aliases of a department. */
        get: operations["search-alias"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/departmentmgr/v3/department": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the departments. */
        get: operations["getAllDepartments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/departmentmgr/v3/department/{id}/aliases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the aliases of a department; the same as in the customer manager. */
        get: operations["search-alias-of-department"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/fieldpushmgr/v3/delivery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was pushed, with every attempt; what is older than 30 days and done with is gone.
         * @description A user needs the privilege `Manage partition resources`.
         */
        get: operations["listFieldPushDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/fieldpushmgr/v3/delivery/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send one again, under its webhook id.
         * @description A user needs the privilege `Manage partition resources`.
         */
        post: operations["replayFieldPush"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/fieldpushmgr/v3/delivery/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send again all that were given up since a time, of one push or of all.
         * @description A user needs the privilege `Manage partition resources`.
         */
        post: operations["replayFailedFieldPushes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/fieldpushmgr/v3/occasion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that a call popped up or a session of instant messages began: the pushes for it are sent. */
        post: operations["pushOnOccasion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/fieldpushmgr/v3/push": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the fieldPushes
         * @description A user needs the privilege `Manage partition resources`.
         */
        get: operations["listFieldPushes"];
        put?: never;
        /**
         * Create one of the fieldPushes
         * @description A user needs the privilege `Manage partition resources`.
         */
        post: operations["createFieldPush"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/fieldpushmgr/v3/push/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one of the fieldPushes
         * @description A user needs the privilege `Manage partition resources`.
         */
        get: operations["readFieldPush"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Edit one of the fieldPushes; what is left out stays
         * @description A user needs the privilege `Manage partition resources`.
         */
        patch: operations["editFieldPush"];
        trace?: never;
    };
    "/core/fieldpushmgr/v3/push/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send sample values of the configured fields, once, also while the push is switched off.
         * @description A user needs the privilege `Manage partition resources`.
         */
        post: operations["testFieldPush"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/fieldpushmgr/v3/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to edit: remember what the form holds. */
        post: operations["openFieldPushSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/fieldpushmgr/v3/session/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Say what the form holds now; what is different is pushed, and what comes back is applied. */
        patch: operations["changeFieldPushSession"];
        trace?: never;
    };
    "/core/filemgr/v3/app/{app}/assets/{altid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a file that is on no activity */
        delete: operations["deleteAttachment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/filemgr/v3/assets/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the bytes of a file
         * @description Needs no token: the signature in the URL is the permission.
         */
        get: operations["getAttachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/filemgr/v3/assets/predownload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get a link to download a file */
        post: operations["generateDownloadAttachmentURL"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/filemgr/v3/assets/preupload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Announce a file; customers may, too */
        post: operations["generatePreUploadURLForCaller"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/filemgr/v3/assets/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload the bytes of an announced file
         * @description Needs no token: the signature in the URL is the permission.
         */
        post: operations["uploadAttachment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/filemgr/v3/department/{id}/assets/preupload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Announce a file of a department */
        post: operations["generatePreUploadURL"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/infomgr/v3/about": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this server is. */
        get: operations["applicationDetails"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/mailmgr/v3/message": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what came in by mail and what became of it, the newest first.
         * @description A user needs the privilege `Manage partition resources`.
         */
        get: operations["listMessages"];
        put?: never;
        /** Hand a raw mail over; it is kept when the answer comes, and becomes an activity right afterwards. */
        post: operations["submitMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/mailmgr/v3/message/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read where a mail came from and what became of it.
         * @description A user needs the privilege `Manage partition resources`.
         */
        get: operations["getMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/mailmgr/v3/message/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Process a mail again that has not become an activity; one that has stays as it is.
         * @description A user needs the privilege `Manage partition resources`.
         */
        post: operations["replayMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/mailmgr/v3/message/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell what would become of a raw mail, and why; nothing is written. */
        post: operations["explainMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/usermgr/v3/department/{id}/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the groups of a department, which has none. */
        get: operations["searchGroup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/usermgr/v3/department/{id}/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the users of a department. */
        get: operations["departmentUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/usermgr/v3/user/{id}/group": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the groups of a user, who is in none. */
        get: operations["getGroupsOfUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/usermgr/v3/user/{id}/role": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the roles of a user: one for each privilege. */
        get: operations["getRolesOfUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/usermgr/v3/user/attributes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The custom attributes of users, of which there are none. */
        get: operations["get-user-attributes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/usermgr/v3/user/login/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a user by the login. */
        get: operations["userByLoginID"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/usermgr/v3/users/{ids}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read up to 75 users by their ids, separated by commas. */
        get: operations["userByIDs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/workassignmentmgr/v3/department/{id}/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the queues of a department. */
        get: operations["search-queue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/workassignmentmgr/v3/queue/attributes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The custom attributes of queues, of which there are none. */
        get: operations["get-queue-attributes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/workassignmentmgr/v3/queues/{ids}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read up to 75 queues by their ids, separated by commas. */
        get: operations["get-queue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description In XML the document element is `error`, with the same children. */
        Error: {
            /**
             * @description One of the codes listed with each answer.
             * @enum {string}
             */
            code: "400-100" | "400-101" | "400-102" | "400-112" | "400-116" | "400-120" | "400-124" | "400-126" | "400-127" | "400-146" | "400-147" | "400-152" | "400-194" | "400-203" | "400-244" | "400-245" | "400-253" | "400-264" | "400-387" | "400-603" | "400-614" | "400-1017" | "400-5021" | "401-101" | "403-178" | "404-100" | "404-110" | "405-100" | "406-100" | "406-101" | "409-100" | "409-101" | "412-100" | "413-100" | "415-100" | "422-101" | "429-100" | "500-100" | "503-100";
            /** @description What is wrong, in English. */
            developerMessage: string;
            /** @description Everything that is wrong, in the order in which it was found. */
            details?: {
                /** @description The attribute, as a dotted path with `[n]` for list items. */
                key: string;
                /** @description Why it was refused, with the limit where there is one. */
                value: string;
            }[];
            /** @description For people, in their language; sent with an Accept-Language header or `X-egain-error-message: yes`. */
            userMessage?: string;
        };
        Link: {
            rel: string;
            href: string;
        };
        DisplayedValue: {
            value: string;
            /** @description In the language of the caller. */
            displayValue: string;
        };
        PaginationInfo: {
            count: number;
            link: components["schemas"]["Link"][];
            /** @description There are more than `count`. */
            countIsAtLeast?: boolean;
            pagenum?: number;
            pagesize?: number;
            rangestart?: number;
            rangesize?: number;
        };
        Count: {
            link: components["schemas"]["Link"][];
            count: number;
        };
        NamedId: {
            name: string | null;
            id: string;
        };
        Person: {
            user: {
                id: string;
                firstName?: string | null;
                lastName?: string | null;
            };
        };
        CustomAttributes: {
            customAttribute: {
                attribName: string;
                attribValues: {
                    attribValue: {
                        value: string;
                    }[];
                };
            }[];
        };
        Activity: {
            link: components["schemas"]["Link"][];
            case: {
                link: components["schemas"]["Link"][];
                id: string;
            };
            mode: components["schemas"]["DisplayedValue"];
            type: {
                value: string;
                displayValue: string;
                subtype: components["schemas"]["DisplayedValue"];
            };
            secure: boolean;
            sentOnBehalf: boolean;
            status: components["schemas"]["DisplayedValue"];
            priority: string;
            /** Format: date-time */
            lastModified: string;
            lastModifiedBy: components["schemas"]["Person"];
            dueDate: string | null;
            subject: string | null;
            customer: {
                contacts: {
                    contact: Record<string, never>[];
                } | null;
                link?: components["schemas"]["Link"][];
                customerName?: string | null;
                id?: string;
            };
            attachments: {
                count: number;
                purgedCount: number;
                link: components["schemas"]["Link"];
            };
            issueType: components["schemas"]["NamedId"] | null;
            contentPurged: boolean;
            id: string;
            department?: components["schemas"]["NamedId"];
            read?: boolean;
            queue?: components["schemas"]["NamedId"] | null;
            notes?: {
                count: number;
                link: components["schemas"]["Link"];
            };
            /** Format: date-time */
            created?: string;
            createdBy?: components["schemas"]["Person"];
            language?: components["schemas"]["DisplayedValue"];
            contactPointData?: string | null;
            lastDepartment?: unknown;
            userLastWorked?: unknown;
            classifications?: unknown;
            payload?: {
                email: {
                    id: string;
                    date: {
                        /** Format: date-time */
                        date: string;
                    };
                    alias?: {
                        name: string;
                        value: string;
                        id: string;
                    } | null;
                    messageCenter?: {
                        id: string;
                    } | null;
                    content?: {
                        text: string | null;
                        html: string | null;
                    } | null;
                    emailAddresses?: {
                        from: string | null;
                        receiver: string | null;
                        to: {
                            address: string[];
                        } | null;
                        cc: {
                            address: string[];
                        } | null;
                        replyTo: {
                            address: string[];
                        } | null;
                    };
                    sentBy?: {
                        customer: {
                            contacts: {
                                contact: Record<string, never>[];
                            } | null;
                            link?: components["schemas"]["Link"][];
                            customerName?: string | null;
                            id?: string;
                        };
                    } | null;
                } | null;
            };
            customAttributes?: components["schemas"]["CustomAttributes"] | null;
            virtualAssistant?: unknown;
            channel?: unknown;
        };
        Case: {
            link: components["schemas"]["Link"][];
            activities: {
                link: components["schemas"]["Link"][];
            };
            status: components["schemas"]["DisplayedValue"];
            severity: components["schemas"]["DisplayedValue"];
            subject: string | null;
            originatingChannel: components["schemas"]["DisplayedValue"];
            customer: {
                contacts: {
                    contact: Record<string, never>[];
                } | null;
                link?: components["schemas"]["Link"][];
                customerName?: string | null;
                id?: string;
            } | null;
            /** Format: date-time */
            created: string;
            createdBy: components["schemas"]["Person"] | null;
            /** Format: date-time */
            lastModified: string;
            lastModifiedBy: components["schemas"]["Person"] | null;
            lastClosed: string | null;
            dueDate: string | null;
            solution: string | null;
            description: string | null;
            id: string;
            department?: components["schemas"]["NamedId"];
            owner?: unknown;
            language?: components["schemas"]["DisplayedValue"] | null;
            relatedCases?: unknown;
            labels?: string[];
            externalId?: string | null;
            customAttributes?: components["schemas"]["CustomAttributes"] | null;
            recentActivityDate?: string | null;
            unreadActivityCount?: number;
        };
        Customer: {
            link: components["schemas"]["Link"][];
            type: components["schemas"]["DisplayedValue"];
            customerName: string | null;
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            lastModified: string;
            contacts: {
                contact: {
                    id: string;
                    firstName?: string | null;
                    lastName?: string | null;
                }[];
            };
            id: string;
            cases?: {
                link: components["schemas"]["Link"][];
            };
            externalId?: string | null;
            department?: components["schemas"]["NamedId"] | null;
            createdBy?: components["schemas"]["Person"] | null;
            lastModifiedBy?: components["schemas"]["Person"] | null;
            customAttributes?: components["schemas"]["CustomAttributes"] | null;
            obfuscated?: boolean;
        };
        Queue: {
            link: components["schemas"]["Link"][];
            name: string;
            department: components["schemas"]["NamedId"];
            default: boolean;
            active: boolean;
            /** Format: date-time */
            created: string;
            id: string;
        };
        User: {
            link: components["schemas"]["Link"][];
            loginId: string;
            firstName: string | null;
            lastName: string | null;
            department: components["schemas"]["NamedId"] | null;
            /** @enum {string} */
            status: "enabled" | "disabled";
            /** Format: date-time */
            created: string;
            id: string;
        };
        "getIssueType.200": {
            issueType: {
                id: string;
                name: string | null;
                allowUserCreatedSubject: boolean;
                subjects?: {
                    subject: {
                        id: string;
                        name: string;
                    }[];
                };
            }[];
        };
        "listAliases.200": {
            alias: {
                id: string;
                name?: unknown;
                emailAddress?: unknown;
                active?: unknown;
                queue?: unknown;
                department?: unknown;
            }[];
            paginationInfo: components["schemas"]["PaginationInfo"];
        } | components["schemas"]["Count"];
        "createAlias.body": {
            name?: string | null;
            emailAddress: string;
            active?: boolean | null;
            queue?: string | null;
            department?: string | null;
        };
        "createAlias.201": {
            id: string;
            name?: unknown;
            emailAddress?: unknown;
            active?: unknown;
            queue?: unknown;
            department?: unknown;
        };
        "readAlias.200": {
            id: string;
            name?: unknown;
            emailAddress?: unknown;
            active?: unknown;
            queue?: unknown;
            department?: unknown;
        };
        "editAlias.body": {
            name?: string | null;
            emailAddress?: string;
            active?: boolean | null;
            queue?: string | null;
            department?: string | null;
        };
        "editAlias.200": {
            id: string;
            name?: unknown;
            emailAddress?: unknown;
            active?: unknown;
            queue?: unknown;
            department?: unknown;
        };
        "searchAudit.200": {
            auditEntry: {
                /** Format: date-time */
                at: string;
                actor: {
                    kind: string | null;
                    id: string | null;
                    firstName: string | null;
                    lastName: string | null;
                    contactId: string | null;
                    clientId: string | null;
                    actingClientId: string | null;
                };
                action: string;
                object: string;
                objectId: string;
                remoteAddress: string | null;
                requestId: string | null;
                detail: unknown;
                id: string;
            }[];
            hasNext: boolean;
        } | components["schemas"]["Count"];
        "verifyAudit.200": {
            seals: number;
            entries: number;
            fault: {
                seal: string;
                entry: string | null;
                fault: string;
            }[];
            last: {
                seal: string;
                hash: string;
                /** Format: date-time */
                sealed: string;
            } | null;
            next: string | null;
            unsealed: number | null;
        };
        "listClients.200": {
            client: {
                id: string;
                clientId?: unknown;
                secret?: unknown;
                name?: unknown;
                scopes?: unknown;
                grantTypes?: unknown;
                redirectUris?: unknown;
                mayActFor?: unknown;
                active?: unknown;
            }[];
            paginationInfo: components["schemas"]["PaginationInfo"];
        } | components["schemas"]["Count"];
        "createClient.body": {
            clientId: string;
            secret?: string | null;
            name?: string | null;
            scopes?: string[] | null;
            grantTypes?: ("client_credentials" | "authorization_code" | "refresh_token" | "password" | "urn:ietf:params:oauth:grant-type:token-exchange")[] | null;
            redirectUris?: string[] | null;
            mayActFor?: ("user" | "customer")[] | null;
            active?: boolean | null;
        };
        "createClient.201": {
            id: string;
            clientId?: unknown;
            secret?: unknown;
            name?: unknown;
            scopes?: unknown;
            grantTypes?: unknown;
            redirectUris?: unknown;
            mayActFor?: unknown;
            active?: unknown;
        };
        "readClient.200": {
            id: string;
            clientId?: unknown;
            secret?: unknown;
            name?: unknown;
            scopes?: unknown;
            grantTypes?: unknown;
            redirectUris?: unknown;
            mayActFor?: unknown;
            active?: unknown;
        };
        "editClient.body": {
            clientId?: string;
            secret?: string | null;
            name?: string | null;
            scopes?: string[] | null;
            grantTypes?: ("client_credentials" | "authorization_code" | "refresh_token" | "password" | "urn:ietf:params:oauth:grant-type:token-exchange")[] | null;
            redirectUris?: string[] | null;
            mayActFor?: ("user" | "customer")[] | null;
            active?: boolean | null;
        };
        "editClient.200": {
            id: string;
            clientId?: unknown;
            secret?: unknown;
            name?: unknown;
            scopes?: unknown;
            grantTypes?: unknown;
            redirectUris?: unknown;
            mayActFor?: unknown;
            active?: unknown;
        };
        "listCustomAttributes.200": {
            customAttribute: {
                id: string;
                object?: unknown;
                name?: unknown;
                dataType?: unknown;
                values?: unknown;
                multiSelect?: unknown;
                size?: unknown;
                active?: unknown;
            }[];
            paginationInfo: components["schemas"]["PaginationInfo"];
        } | components["schemas"]["Count"];
        "createCustomAttribute.body": {
            /** @enum {unknown} */
            object: "activity" | "case" | "customer" | "contact" | "contactPoint";
            name: string;
            /** @enum {unknown} */
            dataType?: "string" | "stringList" | "integer" | "datetime" | null;
            values?: string[] | null;
            multiSelect?: boolean | null;
            size?: number | null;
            active?: boolean | null;
        };
        "createCustomAttribute.201": {
            id: string;
            object?: unknown;
            name?: unknown;
            dataType?: unknown;
            values?: unknown;
            multiSelect?: unknown;
            size?: unknown;
            active?: unknown;
        };
        "readCustomAttribute.200": {
            id: string;
            object?: unknown;
            name?: unknown;
            dataType?: unknown;
            values?: unknown;
            multiSelect?: unknown;
            size?: unknown;
            active?: unknown;
        };
        "editCustomAttribute.body": {
            /** @enum {unknown} */
            object?: "activity" | "case" | "customer" | "contact" | "contactPoint";
            name?: string;
            /** @enum {unknown} */
            dataType?: "string" | "stringList" | "integer" | "datetime" | null;
            values?: string[] | null;
            multiSelect?: boolean | null;
            size?: number | null;
            active?: boolean | null;
        };
        "editCustomAttribute.200": {
            id: string;
            object?: unknown;
            name?: unknown;
            dataType?: unknown;
            values?: unknown;
            multiSelect?: unknown;
            size?: unknown;
            active?: unknown;
        };
        "listDepartments.200": {
            department: {
                id: string;
                name?: unknown;
                active?: unknown;
                settings?: unknown;
            }[];
            paginationInfo: components["schemas"]["PaginationInfo"];
        } | components["schemas"]["Count"];
        "createDepartment.body": {
            name: string;
            active?: boolean | null;
            settings?: {
                enableSecureMessaging?: boolean | null;
            } | null;
        };
        "createDepartment.201": {
            id: string;
            name?: unknown;
            active?: unknown;
            settings?: unknown;
        };
        "readDepartment.200": {
            id: string;
            name?: unknown;
            active?: unknown;
            settings?: unknown;
        };
        "editDepartment.body": {
            name?: string;
            active?: boolean | null;
            settings?: {
                enableSecureMessaging?: boolean | null;
            } | null;
        };
        "editDepartment.200": {
            id: string;
            name?: unknown;
            active?: unknown;
            settings?: unknown;
        };
        "listInboundAccounts.200": {
            inboundAccount: {
                id: unknown;
                alias?: unknown;
                table?: unknown;
                active?: unknown;
                allowCreate?: unknown;
                headers?: unknown;
                imap?: unknown;
                authservId?: unknown;
                retentionDays?: unknown;
                maximumSizeMB?: unknown;
            }[];
            paginationInfo: components["schemas"]["PaginationInfo"];
        } | components["schemas"]["Count"];
        "createInboundAccount.body": {
            id: string;
            alias?: string | null;
            /** @enum {unknown} */
            table?: "case" | null;
            active?: boolean | null;
            allowCreate?: boolean | null;
            headers?: {
                prefix?: string | null;
                trust?: {
                    authenticated?: boolean | null;
                    networks?: string[] | null;
                    domains?: string[] | null;
                    hmacKeys?: string[] | null;
                    compat?: boolean | null;
                } | null;
            } | null;
            imap?: {
                host?: string | null;
                port?: number | null;
                user?: string | null;
                password?: string | null;
                folder?: string | null;
                secure?: boolean | null;
            } | null;
            authservId?: string | null;
            retentionDays?: number | null;
            maximumSizeMB?: number | null;
        };
        "createInboundAccount.201": {
            id: unknown;
            alias?: unknown;
            table?: unknown;
            active?: unknown;
            allowCreate?: unknown;
            headers?: unknown;
            imap?: unknown;
            authservId?: unknown;
            retentionDays?: unknown;
            maximumSizeMB?: unknown;
        };
        "readInboundAccount.200": {
            id: unknown;
            alias?: unknown;
            table?: unknown;
            active?: unknown;
            allowCreate?: unknown;
            headers?: unknown;
            imap?: unknown;
            authservId?: unknown;
            retentionDays?: unknown;
            maximumSizeMB?: unknown;
        };
        "editInboundAccount.body": {
            id?: string;
            alias?: string | null;
            /** @enum {unknown} */
            table?: "case" | null;
            active?: boolean | null;
            allowCreate?: boolean | null;
            headers?: {
                prefix?: string | null;
                trust?: {
                    authenticated?: boolean | null;
                    networks?: string[] | null;
                    domains?: string[] | null;
                    hmacKeys?: string[] | null;
                    compat?: boolean | null;
                } | null;
            } | null;
            imap?: {
                host?: string | null;
                port?: number | null;
                user?: string | null;
                password?: string | null;
                folder?: string | null;
                secure?: boolean | null;
            } | null;
            authservId?: string | null;
            retentionDays?: number | null;
            maximumSizeMB?: number | null;
        };
        "editInboundAccount.200": {
            id: unknown;
            alias?: unknown;
            table?: unknown;
            active?: unknown;
            allowCreate?: unknown;
            headers?: unknown;
            imap?: unknown;
            authservId?: unknown;
            retentionDays?: unknown;
            maximumSizeMB?: unknown;
        };
        "listIssueTypes.200": {
            issueType: {
                id: unknown;
                name?: unknown;
            }[];
            paginationInfo: components["schemas"]["PaginationInfo"];
        } | components["schemas"]["Count"];
        "createIssueType.body": {
            id: string;
            name?: string | null;
        };
        "createIssueType.201": {
            id: unknown;
            name?: unknown;
        };
        "readIssueType.200": {
            id: unknown;
            name?: unknown;
        };
        "editIssueType.body": {
            id?: string;
            name?: string | null;
        };
        "editIssueType.200": {
            id: unknown;
            name?: unknown;
        };
        "listMessageCenters.200": {
            messageCenter: {
                id: unknown;
                name?: unknown;
                active?: unknown;
                queue?: unknown;
                issueTypes?: unknown;
                department?: unknown;
            }[];
            paginationInfo: components["schemas"]["PaginationInfo"];
        } | components["schemas"]["Count"];
        "createMessageCenter.body": {
            id: string;
            name?: string | null;
            active?: boolean | null;
            queue?: string | null;
            issueTypes?: {
                id: string;
                name?: string | null;
            }[] | null;
            department?: string | null;
        };
        "createMessageCenter.201": {
            id: unknown;
            name?: unknown;
            active?: unknown;
            queue?: unknown;
            issueTypes?: unknown;
            department?: unknown;
        };
        "readMessageCenter.200": {
            id: unknown;
            name?: unknown;
            active?: unknown;
            queue?: unknown;
            issueTypes?: unknown;
            department?: unknown;
        };
        "editMessageCenter.body": {
            id?: string;
            name?: string | null;
            active?: boolean | null;
            queue?: string | null;
            issueTypes?: {
                id: string;
                name?: string | null;
            }[] | null;
            department?: string | null;
        };
        "editMessageCenter.200": {
            id: unknown;
            name?: unknown;
            active?: unknown;
            queue?: unknown;
            issueTypes?: unknown;
            department?: unknown;
        };
        "exportPartition.200": {
            settings?: {
                customerDepartmentalization?: boolean | null;
                enableSecureMessaging?: boolean | null;
                maximumEmailSizeForRetrieverMB?: number | null;
                maximumBodySizeForRetrieverKB?: number | null;
                /** @enum {unknown} */
                defaultActivityPriority?: "1" | "2" | "3" | "4" | "5" | "6" | "7" | null;
                defaultLanguage?: string | null;
                blockedFileExtensions?: string[] | null;
                maximumAttachmentsPerActivity?: number | null;
                customerGroupTypes?: string[] | null;
                customerLevels?: string[] | null;
                customerIndustries?: string[] | null;
                contactTypes?: string[] | null;
                identificationTypes?: string[] | null;
                maskingPatterns?: string[] | null;
            } | null;
            departments?: {
                name: string;
                active?: boolean | null;
                settings?: {
                    enableSecureMessaging?: boolean | null;
                } | null;
                queues?: {
                    name: string;
                    default?: boolean | null;
                    active?: boolean | null;
                }[] | null;
                aliases?: {
                    name?: string | null;
                    emailAddress: string;
                    active?: boolean | null;
                    queue?: string | null;
                }[] | null;
                messageCenters?: {
                    id: string;
                    name?: string | null;
                    active?: boolean | null;
                    queue?: string | null;
                    issueTypes?: {
                        id: string;
                        name?: string | null;
                    }[] | null;
                }[] | null;
            }[] | null;
            customAttributes?: {
                /** @enum {unknown} */
                object: "activity" | "case" | "customer" | "contact" | "contactPoint";
                name: string;
                /** @enum {unknown} */
                dataType?: "string" | "stringList" | "integer" | "datetime" | null;
                values?: string[] | null;
                multiSelect?: boolean | null;
                size?: number | null;
                active?: boolean | null;
            }[] | null;
            users?: {
                login: string;
                password?: string | null;
                firstName?: string | null;
                lastName?: string | null;
                department?: string | null;
                foreignDepartments?: string[] | null;
                privileges?: string[] | null;
                active?: boolean | null;
            }[] | null;
            clients?: {
                clientId: string;
                secret?: string | null;
                name?: string | null;
                scopes?: string[] | null;
                grantTypes?: ("client_credentials" | "authorization_code" | "refresh_token" | "password" | "urn:ietf:params:oauth:grant-type:token-exchange")[] | null;
                redirectUris?: string[] | null;
                mayActFor?: ("user" | "customer")[] | null;
                active?: boolean | null;
            }[] | null;
            inboundAccounts?: {
                id: string;
                alias?: string | null;
                /** @enum {unknown} */
                table?: "case" | null;
                active?: boolean | null;
                allowCreate?: boolean | null;
                headers?: {
                    prefix?: string | null;
                    trust?: {
                        authenticated?: boolean | null;
                        networks?: string[] | null;
                        domains?: string[] | null;
                        hmacKeys?: string[] | null;
                        compat?: boolean | null;
                    } | null;
                } | null;
                imap?: {
                    host?: string | null;
                    port?: number | null;
                    user?: string | null;
                    password?: string | null;
                    folder?: string | null;
                    secure?: boolean | null;
                } | null;
                authservId?: string | null;
                retentionDays?: number | null;
                maximumSizeMB?: number | null;
            }[] | null;
            fieldPushes?: {
                id: string;
                /** @enum {unknown} */
                object?: "ticket" | "customer" | null;
                fields?: string[] | null;
                url?: string | null;
                secret?: string | null;
                occasions?: ("change" | "popup" | "imSession")[] | null;
                /** @enum {unknown} */
                payloadStyle?: "table" | "example" | null;
                timeoutMs?: number | null;
                active?: boolean | null;
            }[] | null;
            customers?: {
                externalId: string;
                /** @enum {unknown} */
                type?: "individual" | "group" | "corporate" | null;
                department?: string | null;
                customerName?: string | null;
                groupType?: string | null;
                firstName?: string | null;
                lastName?: string | null;
                emails?: string[] | null;
                login?: string | null;
                password?: string | null;
                grantsOn?: string[] | null;
                active?: boolean | null;
            }[] | null;
        };
        "mergePartition.body": {
            settings?: {
                customerDepartmentalization?: boolean | null;
                enableSecureMessaging?: boolean | null;
                maximumEmailSizeForRetrieverMB?: number | null;
                maximumBodySizeForRetrieverKB?: number | null;
                /** @enum {unknown} */
                defaultActivityPriority?: "1" | "2" | "3" | "4" | "5" | "6" | "7" | null;
                defaultLanguage?: string | null;
                blockedFileExtensions?: string[] | null;
                maximumAttachmentsPerActivity?: number | null;
                customerGroupTypes?: string[] | null;
                customerLevels?: string[] | null;
                customerIndustries?: string[] | null;
                contactTypes?: string[] | null;
                identificationTypes?: string[] | null;
                maskingPatterns?: string[] | null;
            } | null;
            departments?: {
                name: string;
                active?: boolean | null;
                settings?: {
                    enableSecureMessaging?: boolean | null;
                } | null;
                queues?: {
                    name: string;
                    default?: boolean | null;
                    active?: boolean | null;
                }[] | null;
                aliases?: {
                    name?: string | null;
                    emailAddress: string;
                    active?: boolean | null;
                    queue?: string | null;
                }[] | null;
                messageCenters?: {
                    id: string;
                    name?: string | null;
                    active?: boolean | null;
                    queue?: string | null;
                    issueTypes?: {
                        id: string;
                        name?: string | null;
                    }[] | null;
                }[] | null;
            }[] | null;
            customAttributes?: {
                /** @enum {unknown} */
                object: "activity" | "case" | "customer" | "contact" | "contactPoint";
                name: string;
                /** @enum {unknown} */
                dataType?: "string" | "stringList" | "integer" | "datetime" | null;
                values?: string[] | null;
                multiSelect?: boolean | null;
                size?: number | null;
                active?: boolean | null;
            }[] | null;
            users?: {
                login: string;
                password?: string | null;
                firstName?: string | null;
                lastName?: string | null;
                department?: string | null;
                foreignDepartments?: string[] | null;
                privileges?: string[] | null;
                active?: boolean | null;
            }[] | null;
            clients?: {
                clientId: string;
                secret?: string | null;
                name?: string | null;
                scopes?: string[] | null;
                grantTypes?: ("client_credentials" | "authorization_code" | "refresh_token" | "password" | "urn:ietf:params:oauth:grant-type:token-exchange")[] | null;
                redirectUris?: string[] | null;
                mayActFor?: ("user" | "customer")[] | null;
                active?: boolean | null;
            }[] | null;
            inboundAccounts?: {
                id: string;
                alias?: string | null;
                /** @enum {unknown} */
                table?: "case" | null;
                active?: boolean | null;
                allowCreate?: boolean | null;
                headers?: {
                    prefix?: string | null;
                    trust?: {
                        authenticated?: boolean | null;
                        networks?: string[] | null;
                        domains?: string[] | null;
                        hmacKeys?: string[] | null;
                        compat?: boolean | null;
                    } | null;
                } | null;
                imap?: {
                    host?: string | null;
                    port?: number | null;
                    user?: string | null;
                    password?: string | null;
                    folder?: string | null;
                    secure?: boolean | null;
                } | null;
                authservId?: string | null;
                retentionDays?: number | null;
                maximumSizeMB?: number | null;
            }[] | null;
            fieldPushes?: {
                id: string;
                /** @enum {unknown} */
                object?: "ticket" | "customer" | null;
                fields?: string[] | null;
                url?: string | null;
                secret?: string | null;
                occasions?: ("change" | "popup" | "imSession")[] | null;
                /** @enum {unknown} */
                payloadStyle?: "table" | "example" | null;
                timeoutMs?: number | null;
                active?: boolean | null;
            }[] | null;
            customers?: {
                externalId: string;
                /** @enum {unknown} */
                type?: "individual" | "group" | "corporate" | null;
                department?: string | null;
                customerName?: string | null;
                groupType?: string | null;
                firstName?: string | null;
                lastName?: string | null;
                emails?: string[] | null;
                login?: string | null;
                password?: string | null;
                grantsOn?: string[] | null;
                active?: boolean | null;
            }[] | null;
        };
        "mergePartition.200": Record<string, never>;
        "applyPartition.body": {
            settings?: {
                customerDepartmentalization?: boolean | null;
                enableSecureMessaging?: boolean | null;
                maximumEmailSizeForRetrieverMB?: number | null;
                maximumBodySizeForRetrieverKB?: number | null;
                /** @enum {unknown} */
                defaultActivityPriority?: "1" | "2" | "3" | "4" | "5" | "6" | "7" | null;
                defaultLanguage?: string | null;
                blockedFileExtensions?: string[] | null;
                maximumAttachmentsPerActivity?: number | null;
                customerGroupTypes?: string[] | null;
                customerLevels?: string[] | null;
                customerIndustries?: string[] | null;
                contactTypes?: string[] | null;
                identificationTypes?: string[] | null;
                maskingPatterns?: string[] | null;
            } | null;
            departments?: {
                name: string;
                active?: boolean | null;
                settings?: {
                    enableSecureMessaging?: boolean | null;
                } | null;
                queues?: {
                    name: string;
                    default?: boolean | null;
                    active?: boolean | null;
                }[] | null;
                aliases?: {
                    name?: string | null;
                    emailAddress: string;
                    active?: boolean | null;
                    queue?: string | null;
                }[] | null;
                messageCenters?: {
                    id: string;
                    name?: string | null;
                    active?: boolean | null;
                    queue?: string | null;
                    issueTypes?: {
                        id: string;
                        name?: string | null;
                    }[] | null;
                }[] | null;
            }[] | null;
            customAttributes?: {
                /** @enum {unknown} */
                object: "activity" | "case" | "customer" | "contact" | "contactPoint";
                name: string;
                /** @enum {unknown} */
                dataType?: "string" | "stringList" | "integer" | "datetime" | null;
                values?: string[] | null;
                multiSelect?: boolean | null;
                size?: number | null;
                active?: boolean | null;
            }[] | null;
            users?: {
                login: string;
                password?: string | null;
                firstName?: string | null;
                lastName?: string | null;
                department?: string | null;
                foreignDepartments?: string[] | null;
                privileges?: string[] | null;
                active?: boolean | null;
            }[] | null;
            clients?: {
                clientId: string;
                secret?: string | null;
                name?: string | null;
                scopes?: string[] | null;
                grantTypes?: ("client_credentials" | "authorization_code" | "refresh_token" | "password" | "urn:ietf:params:oauth:grant-type:token-exchange")[] | null;
                redirectUris?: string[] | null;
                mayActFor?: ("user" | "customer")[] | null;
                active?: boolean | null;
            }[] | null;
            inboundAccounts?: {
                id: string;
                alias?: string | null;
                /** @enum {unknown} */
                table?: "case" | null;
                active?: boolean | null;
                allowCreate?: boolean | null;
                headers?: {
                    prefix?: string | null;
                    trust?: {
                        authenticated?: boolean | null;
                        networks?: string[] | null;
                        domains?: string[] | null;
                        hmacKeys?: string[] | null;
                        compat?: boolean | null;
                    } | null;
                } | null;
                imap?: {
                    host?: string | null;
                    port?: number | null;
                    user?: string | null;
                    password?: string | null;
                    folder?: string | null;
                    secure?: boolean | null;
                } | null;
                authservId?: string | null;
                retentionDays?: number | null;
                maximumSizeMB?: number | null;
            }[] | null;
            fieldPushes?: {
                id: string;
                /** @enum {unknown} */
                object?: "ticket" | "customer" | null;
                fields?: string[] | null;
                url?: string | null;
                secret?: string | null;
                occasions?: ("change" | "popup" | "imSession")[] | null;
                /** @enum {unknown} */
                payloadStyle?: "table" | "example" | null;
                timeoutMs?: number | null;
                active?: boolean | null;
            }[] | null;
            customers?: {
                externalId: string;
                /** @enum {unknown} */
                type?: "individual" | "group" | "corporate" | null;
                department?: string | null;
                customerName?: string | null;
                groupType?: string | null;
                firstName?: string | null;
                lastName?: string | null;
                emails?: string[] | null;
                login?: string | null;
                password?: string | null;
                grantsOn?: string[] | null;
                active?: boolean | null;
            }[] | null;
        };
        "applyPartition.200": Record<string, never>;
        "listQueues.200": {
            queue: {
                id: string;
                name?: unknown;
                default?: unknown;
                active?: unknown;
                department?: unknown;
            }[];
            paginationInfo: components["schemas"]["PaginationInfo"];
        } | components["schemas"]["Count"];
        "createQueue.body": {
            name: string;
            default?: boolean | null;
            active?: boolean | null;
            department?: string | null;
        };
        "createQueue.201": {
            id: string;
            name?: unknown;
            default?: unknown;
            active?: unknown;
            department?: unknown;
        };
        "readQueue.200": {
            id: string;
            name?: unknown;
            default?: unknown;
            active?: unknown;
            department?: unknown;
        };
        "editQueue.body": {
            name?: string;
            default?: boolean | null;
            active?: boolean | null;
            department?: string | null;
        };
        "editQueue.200": {
            id: string;
            name?: unknown;
            default?: unknown;
            active?: unknown;
            department?: unknown;
        };
        "getSettings.200": {
            customerDepartmentalization?: boolean | null;
            enableSecureMessaging?: boolean | null;
            maximumEmailSizeForRetrieverMB?: number | null;
            maximumBodySizeForRetrieverKB?: number | null;
            /** @enum {unknown} */
            defaultActivityPriority?: "1" | "2" | "3" | "4" | "5" | "6" | "7" | null;
            defaultLanguage?: string | null;
            blockedFileExtensions?: string[] | null;
            maximumAttachmentsPerActivity?: number | null;
            customerGroupTypes?: string[] | null;
            customerLevels?: string[] | null;
            customerIndustries?: string[] | null;
            contactTypes?: string[] | null;
            identificationTypes?: string[] | null;
            maskingPatterns?: string[] | null;
        };
        "editSettings.body": {
            customerDepartmentalization?: boolean | null;
            enableSecureMessaging?: boolean | null;
            maximumEmailSizeForRetrieverMB?: number | null;
            maximumBodySizeForRetrieverKB?: number | null;
            /** @enum {unknown} */
            defaultActivityPriority?: "1" | "2" | "3" | "4" | "5" | "6" | "7" | null;
            defaultLanguage?: string | null;
            blockedFileExtensions?: string[] | null;
            maximumAttachmentsPerActivity?: number | null;
            customerGroupTypes?: string[] | null;
            customerLevels?: string[] | null;
            customerIndustries?: string[] | null;
            contactTypes?: string[] | null;
            identificationTypes?: string[] | null;
            maskingPatterns?: string[] | null;
        };
        "editSettings.200": {
            customerDepartmentalization?: boolean | null;
            enableSecureMessaging?: boolean | null;
            maximumEmailSizeForRetrieverMB?: number | null;
            maximumBodySizeForRetrieverKB?: number | null;
            /** @enum {unknown} */
            defaultActivityPriority?: "1" | "2" | "3" | "4" | "5" | "6" | "7" | null;
            defaultLanguage?: string | null;
            blockedFileExtensions?: string[] | null;
            maximumAttachmentsPerActivity?: number | null;
            customerGroupTypes?: string[] | null;
            customerLevels?: string[] | null;
            customerIndustries?: string[] | null;
            contactTypes?: string[] | null;
            identificationTypes?: string[] | null;
            maskingPatterns?: string[] | null;
        };
        "listUsers.200": {
            user: {
                id: string;
                login?: unknown;
                password?: unknown;
                firstName?: unknown;
                lastName?: unknown;
                department?: unknown;
                foreignDepartments?: unknown;
                privileges?: unknown;
                active?: unknown;
            }[];
            paginationInfo: components["schemas"]["PaginationInfo"];
        } | components["schemas"]["Count"];
        "createUser.body": {
            login: string;
            password?: string | null;
            firstName?: string | null;
            lastName?: string | null;
            department?: string | null;
            foreignDepartments?: string[] | null;
            privileges?: string[] | null;
            active?: boolean | null;
        };
        "createUser.201": {
            id: string;
            login?: unknown;
            password?: unknown;
            firstName?: unknown;
            lastName?: unknown;
            department?: unknown;
            foreignDepartments?: unknown;
            privileges?: unknown;
            active?: unknown;
        };
        "readUser.200": {
            id: string;
            login?: unknown;
            password?: unknown;
            firstName?: unknown;
            lastName?: unknown;
            department?: unknown;
            foreignDepartments?: unknown;
            privileges?: unknown;
            active?: unknown;
        };
        "editUser.body": {
            login?: string;
            password?: string | null;
            firstName?: string | null;
            lastName?: string | null;
            department?: string | null;
            foreignDepartments?: string[] | null;
            privileges?: string[] | null;
            active?: boolean | null;
        };
        "editUser.200": {
            id: string;
            login?: unknown;
            password?: unknown;
            firstName?: unknown;
            lastName?: unknown;
            department?: unknown;
            foreignDepartments?: unknown;
            privileges?: unknown;
            active?: unknown;
        };
        "searchActivity.200": {
            activity: components["schemas"]["Activity"][];
            paginationInfo: components["schemas"]["PaginationInfo"];
        } | components["schemas"]["Count"];
        "editActivity.body": {
            id: string;
            /** Format: date-time */
            lastModified?: string | null;
            /** Format: date-time */
            dueDate?: string | null;
            /** @enum {unknown} */
            priority?: "1" | "2" | "3" | "4" | "5" | "6" | "7" | null;
            language?: {
                value: string;
            } | null;
            customAttributes?: {
                customAttribute: {
                    attribName: string;
                    attribValues: {
                        attribValue: {
                            value: string;
                        }[];
                    };
                }[];
            } | null;
        };
        "getActivityByIds.200": {
            activity: components["schemas"]["Activity"][];
        };
        "getActivityAttachments.200": {
            attachment?: {
                link?: {
                    /** @constant */
                    rel?: "self";
                    href?: string;
                };
                /**
                 * Format: uuid
                 * @description Of a single attachment
                 */
                altId?: string;
                fileName?: string;
                contentType?: string;
                /** @description Bytes */
                size?: number;
                inline?: boolean;
                /** @description What the html names as cid: */
                contentId?: string | null;
                blocked?: boolean;
                id?: string;
                /**
                 * Format: uri
                 * @description With $attribute=contentUrl or all
                 */
                contentUrl?: string;
                /**
                 * Format: date-time
                 * @description With $attribute=all
                 */
                created?: string;
            }[];
        };
        "getActivityAttachmentDetails.200": {
            attachment?: {
                link?: {
                    /** @constant */
                    rel?: "self";
                    href?: string;
                };
                /**
                 * Format: uuid
                 * @description Of a single attachment
                 */
                altId?: string;
                fileName?: string;
                contentType?: string;
                /** @description Bytes */
                size?: number;
                inline?: boolean;
                /** @description What the html names as cid: */
                contentId?: string | null;
                blocked?: boolean;
                id?: string;
                /**
                 * Format: uri
                 * @description With $attribute=contentUrl or all
                 */
                contentUrl?: string;
                /**
                 * Format: date-time
                 * @description With $attribute=all
                 */
                created?: string;
            }[];
        };
        "changeCaseOfActivities.body": {
            /** Format: date-time */
            dueDate?: string | null;
            severity?: {
                /** @enum {unknown} */
                value: "urgent" | "high" | "medium" | "low";
            } | null;
            subject?: string | null;
            description?: string | null;
            solution?: string | null;
            customAttributes?: {
                customAttribute: {
                    attribName: string;
                    attribValues: {
                        attribValue: {
                            value: string;
                        }[];
                    };
                }[];
            } | null;
            id?: string | null;
        };
        "CreatEmailResponse.body": {
            department?: {
                /** @description B-1: user R, client R, customer – (R required, O optional, – not allowed). */
                name?: string;
            };
            type?: {
                /**
                 * @description B-2: user R, client R, customer R (R required, O optional, – not allowed).
                 * @constant
                 */
                value?: "email";
                subtype?: {
                    /**
                     * @description B-3: user R, client R, customer R (R required, O optional, – not allowed).
                     * @constant
                     */
                    value?: "general";
                };
            };
            /** @description B-4: user O, client O, customer O (R required, O optional, – not allowed). */
            subject?: string;
            attachments?: {
                /** @description T-3: user O, client O, customer O (R required, O optional, – not allowed). */
                attachment?: {
                    /** @description The altId of an upload, or the name of a part of the same request. */
                    altId: string;
                    inline?: boolean | ("true" | "false");
                    /** @description Required for an inline attachment. */
                    contentId?: string;
                }[];
            };
            payload?: {
                email?: {
                    content?: {
                        /** @description B-5: user O, client O, customer O (R required, O optional, – not allowed). */
                        text?: string;
                        /** @description B-5: user O, client O, customer O (R required, O optional, – not allowed). */
                        html?: string;
                    };
                    emailAddresses?: {
                        /** @description One email address. B-6: user R, client R, customer O (R required, O optional, – not allowed). */
                        from?: string;
                        /** @description One email address. B-7: user R, client R, customer O (R required, O optional, – not allowed). */
                        receiver?: string;
                        to?: {
                            /** @description B-10: user O, client O, customer – (R required, O optional, – not allowed). */
                            address?: string[];
                        };
                        cc?: {
                            /** @description B-10: user O, client O, customer – (R required, O optional, – not allowed). */
                            address?: string[];
                        };
                        replyTo?: {
                            /** @description B-11: user O, client O, customer O (R required, O optional, – not allowed). */
                            address?: string[];
                        };
                    };
                    messageCenter?: {
                        /** @description B-8: user –, client –, customer O (R required, O optional, – not allowed). */
                        id?: string | number;
                    };
                    date?: {
                        /**
                         * Format: date-time
                         * @description B-12: user O, client O, customer O (R required, O optional, – not allowed).
                         */
                        date?: string;
                    };
                };
            };
            issueType?: {
                /** @description B-9: user –, client –, customer O (R required, O optional, – not allowed). */
                id?: string | number;
            };
            /** @description B-13: user O, client O, customer O (R required, O optional, – not allowed). */
            secure?: boolean | ("true" | "false");
            /** @description The element of customer creation (B-14, C-5). B-14: user O, client O, customer – (R required, O optional, – not allowed). */
            customer?: Record<string, never>;
            case?: {
                /** @description B-15: user O, client O, customer O (R required, O optional, – not allowed). */
                id?: string | number;
            };
            customAttributes?: {
                /** @description B-16: user O, client O, customer O (R required, O optional, – not allowed). */
                customAttribute?: {
                    attribName: string;
                    attribValues: {
                        attribValue: {
                            value: string | number | boolean;
                        }[];
                    };
                }[];
            };
        };
        "createActivityNote.body": {
            content: string;
        };
        "getNoteOfActivity.200": {
            note: {
                id: string;
            }[];
        };
        "getNotesOfActivity.200": {
            note: {
                id: string;
            }[];
        };
        "getActivityAttributes.200": {
            resource: string;
            attribute?: Record<string, never>[];
        };
        "changeCustomerOfActivities.body": {
            activity: {
                id: string;
                customer: {
                    contacts: {
                        contact: {
                            email: {
                                id: string;
                            }[];
                        }[];
                    };
                };
            }[];
        };
        "editCompletedActivity.body": {
            id: string;
            /** Format: date-time */
            lastModified?: string | null;
            payload?: {
                email?: {
                    content?: {
                        text?: string | null;
                        html?: string | null;
                    } | null;
                } | null;
            } | null;
            customAttributes?: {
                customAttribute: {
                    attribName: string;
                    attribValues: {
                        attribValue: {
                            value: string;
                        }[];
                    };
                }[];
            } | null;
        };
        "create-incoming-email-activity.body": {
            department?: {
                /** @description B-1: user R, client R, customer – (R required, O optional, – not allowed). */
                name?: string;
            };
            type?: {
                /**
                 * @description B-2: user R, client R, customer R (R required, O optional, – not allowed).
                 * @constant
                 */
                value?: "email";
                subtype?: {
                    /**
                     * @description B-3: user R, client R, customer R (R required, O optional, – not allowed).
                     * @constant
                     */
                    value?: "general";
                };
            };
            /** @description B-4: user O, client O, customer O (R required, O optional, – not allowed). */
            subject?: string;
            attachments?: {
                /** @description T-3: user O, client O, customer O (R required, O optional, – not allowed). */
                attachment?: {
                    /** @description The altId of an upload, or the name of a part of the same request. */
                    altId: string;
                    inline?: boolean | ("true" | "false");
                    /** @description Required for an inline attachment. */
                    contentId?: string;
                }[];
            };
            payload?: {
                email?: {
                    content?: {
                        /** @description B-5: user O, client O, customer O (R required, O optional, – not allowed). */
                        text?: string;
                        /** @description B-5: user O, client O, customer O (R required, O optional, – not allowed). */
                        html?: string;
                    };
                    emailAddresses?: {
                        /** @description One email address. B-6: user R, client R, customer O (R required, O optional, – not allowed). */
                        from?: string;
                        /** @description One email address. B-7: user R, client R, customer O (R required, O optional, – not allowed). */
                        receiver?: string;
                        to?: {
                            /** @description B-10: user O, client O, customer – (R required, O optional, – not allowed). */
                            address?: string[];
                        };
                        cc?: {
                            /** @description B-10: user O, client O, customer – (R required, O optional, – not allowed). */
                            address?: string[];
                        };
                        replyTo?: {
                            /** @description B-11: user O, client O, customer O (R required, O optional, – not allowed). */
                            address?: string[];
                        };
                    };
                    messageCenter?: {
                        /** @description B-8: user –, client –, customer O (R required, O optional, – not allowed). */
                        id?: string | number;
                    };
                    date?: {
                        /**
                         * Format: date-time
                         * @description B-12: user O, client O, customer O (R required, O optional, – not allowed).
                         */
                        date?: string;
                    };
                };
            };
            issueType?: {
                /** @description B-9: user –, client –, customer O (R required, O optional, – not allowed). */
                id?: string | number;
            };
            /** @description B-13: user O, client O, customer O (R required, O optional, – not allowed). */
            secure?: boolean | ("true" | "false");
            /** @description The element of customer creation (B-14, C-5). B-14: user O, client O, customer – (R required, O optional, – not allowed). */
            customer?: Record<string, never>;
            case?: {
                /** @description B-15: user O, client O, customer O (R required, O optional, – not allowed). */
                id?: string | number;
            };
            customAttributes?: {
                /** @description B-16: user O, client O, customer O (R required, O optional, – not allowed). */
                customAttribute?: {
                    attribName: string;
                    attribValues: {
                        attribValue: {
                            value: string | number | boolean;
                        }[];
                    };
                }[];
            };
        };
        "explain-incoming-email-activity.body": {
            department?: {
                /** @description B-1: user R, client R, customer – (R required, O optional, – not allowed). */
                name?: string;
            };
            type?: {
                /**
                 * @description B-2: user R, client R, customer R (R required, O optional, – not allowed).
                 * @constant
                 */
                value?: "email";
                subtype?: {
                    /**
                     * @description B-3: user R, client R, customer R (R required, O optional, – not allowed).
                     * @constant
                     */
                    value?: "general";
                };
            };
            /** @description B-4: user O, client O, customer O (R required, O optional, – not allowed). */
            subject?: string;
            attachments?: {
                /** @description T-3: user O, client O, customer O (R required, O optional, – not allowed). */
                attachment?: {
                    /** @description The altId of an upload, or the name of a part of the same request. */
                    altId: string;
                    inline?: boolean | ("true" | "false");
                    /** @description Required for an inline attachment. */
                    contentId?: string;
                }[];
            };
            payload?: {
                email?: {
                    content?: {
                        /** @description B-5: user O, client O, customer O (R required, O optional, – not allowed). */
                        text?: string;
                        /** @description B-5: user O, client O, customer O (R required, O optional, – not allowed). */
                        html?: string;
                    };
                    emailAddresses?: {
                        /** @description One email address. B-6: user R, client R, customer O (R required, O optional, – not allowed). */
                        from?: string;
                        /** @description One email address. B-7: user R, client R, customer O (R required, O optional, – not allowed). */
                        receiver?: string;
                        to?: {
                            /** @description B-10: user O, client O, customer – (R required, O optional, – not allowed). */
                            address?: string[];
                        };
                        cc?: {
                            /** @description B-10: user O, client O, customer – (R required, O optional, – not allowed). */
                            address?: string[];
                        };
                        replyTo?: {
                            /** @description B-11: user O, client O, customer O (R required, O optional, – not allowed). */
                            address?: string[];
                        };
                    };
                    messageCenter?: {
                        /** @description B-8: user –, client –, customer O (R required, O optional, – not allowed). */
                        id?: string | number;
                    };
                    date?: {
                        /**
                         * Format: date-time
                         * @description B-12: user O, client O, customer O (R required, O optional, – not allowed).
                         */
                        date?: string;
                    };
                };
            };
            issueType?: {
                /** @description B-9: user –, client –, customer O (R required, O optional, – not allowed). */
                id?: string | number;
            };
            /** @description B-13: user O, client O, customer O (R required, O optional, – not allowed). */
            secure?: boolean | ("true" | "false");
            /** @description The element of customer creation (B-14, C-5). B-14: user O, client O, customer – (R required, O optional, – not allowed). */
            customer?: Record<string, never>;
            case?: {
                /** @description B-15: user O, client O, customer O (R required, O optional, – not allowed). */
                id?: string | number;
            };
            customAttributes?: {
                /** @description B-16: user O, client O, customer O (R required, O optional, – not allowed). */
                customAttribute?: {
                    attribName: string;
                    attribValues: {
                        attribValue: {
                            value: string | number | boolean;
                        }[];
                    };
                }[];
            };
        };
        "explain-incoming-email-activity.200": {
            /** @enum {unknown} */
            decision: "accept" | "refuse";
            /** @description The status that the real call would have. */
            status: number;
            /** @description The error code that it would have. */
            code?: string;
            checks: {
                clause: string;
                /** @enum {unknown} */
                outcome: "pass" | "fail" | "not-applicable";
                attribute?: string;
                reason?: string;
            }[];
            /** @description What would be written, when it would be accepted. */
            effects?: Record<string, never>;
        };
        "maskActivity.body": {
            id: string;
            /** Format: date-time */
            lastModified?: string | null;
        };
        "searchCase.200": {
            case: components["schemas"]["Case"][];
            paginationInfo: components["schemas"]["PaginationInfo"];
        } | components["schemas"]["Count"];
        "editCase.body": {
            /** Format: date-time */
            dueDate?: string | null;
            severity?: {
                /** @enum {unknown} */
                value: "urgent" | "high" | "medium" | "low";
            } | null;
            subject?: string | null;
            description?: string | null;
            solution?: string | null;
            customAttributes?: {
                customAttribute: {
                    attribName: string;
                    attribValues: {
                        attribValue: {
                            value: string;
                        }[];
                    };
                }[];
            } | null;
            id: string;
            /** Format: date-time */
            lastModified?: string | null;
            labels?: string[] | null;
            language?: {
                value: string;
            } | null;
            externalId?: string | null;
            relatedCases?: {
                link?: {
                    rel?: string | null;
                    href: string;
                }[] | null;
                unlink?: {
                    rel?: string | null;
                    href: string;
                }[] | null;
            } | null;
            status?: {
                substatus: {
                    /** @enum {unknown} */
                    value: "new" | "open" | "pending" | "resolved";
                };
            } | null;
        };
        "getCasesByIds.200": {
            case: components["schemas"]["Case"][];
        };
        "changeCustomerOfCase.body": {
            customer: {
                id: string;
            };
        };
        "createCaseNote.body": {
            content: string;
        };
        "getNoteOfCase.200": {
            note: {
                id: string;
            }[];
        };
        "getNotesOfCase.200": {
            note: {
                id: string;
            }[];
        };
        "getCaseAttributes.200": {
            resource: string;
            attribute?: Record<string, never>[];
        };
        "editClosedCase.body": {
            /** Format: date-time */
            dueDate?: string | null;
            severity?: {
                /** @enum {unknown} */
                value: "urgent" | "high" | "medium" | "low";
            } | null;
            subject?: string | null;
            description?: string | null;
            solution?: string | null;
            customAttributes?: {
                customAttribute: {
                    attribName: string;
                    attribValues: {
                        attribValue: {
                            value: string;
                        }[];
                    };
                }[];
            } | null;
            id: string;
            /** Format: date-time */
            lastModified?: string | null;
            labels?: string[] | null;
            language?: {
                value: string;
            } | null;
            externalId?: string | null;
            relatedCases?: {
                link?: {
                    rel?: string | null;
                    href: string;
                }[] | null;
                unlink?: {
                    rel?: string | null;
                    href: string;
                }[] | null;
            } | null;
        };
        "caseLookup.body": {
            customer?: {
                id?: string | null;
            } | null;
            department?: {
                name?: string | null;
            } | null;
            status?: {
                /** @enum {unknown} */
                value?: "open" | "closed" | null;
                substatus?: {
                    /** @enum {unknown} */
                    value?: "new" | "open" | "pending" | "resolved" | "closed" | null;
                } | null;
            } | null;
            severity?: {
                /** @enum {unknown} */
                value?: "urgent" | "high" | "medium" | "low" | null;
            } | null;
            externalId?: string | null;
            label?: string | null;
            text?: string | null;
            created?: {
                start?: string | null;
                end?: string | null;
            } | null;
            lastModified?: {
                start?: string | null;
                end?: string | null;
            } | null;
            lastClosed?: {
                start?: string | null;
                end?: string | null;
            } | null;
        };
        "caseLookup.200": {
            case: components["schemas"]["Case"][];
            paginationInfo: components["schemas"]["PaginationInfo"];
        } | components["schemas"]["Count"];
        "editCustomer.body": {
            type?: {
                /**
                 * @description An empty text empties it.
                 * @example individual
                 * @example group
                 * @example corporate
                 */
                value?: string;
                group?: {
                    type?: {
                        /** @description An empty text empties it. */
                        value?: string;
                    };
                    /** @description An empty text empties it. */
                    region?: string;
                    /** @description An empty text empties it. */
                    numberOfMembers?: string | number;
                    /** @description An empty text empties it. */
                    income?: string | number;
                    /** @description An empty text empties it. */
                    currency?: string;
                    /** @description An empty text empties it. */
                    registrationNumber?: string | number;
                    /** @description An empty text empties it. */
                    affiliation?: string;
                };
                corporate?: {
                    /** @description An empty text empties it. */
                    region?: string;
                    /** @description An empty text empties it. */
                    numberOfEmployees?: string | number;
                    /** @description An empty text empties it. */
                    revenues?: string | number;
                    /** @description An empty text empties it. */
                    currency?: string;
                    /** @description An empty text empties it. */
                    registrationNumber?: string | number;
                    /** @description An empty text empties it. */
                    sector?: string;
                };
            };
            /** @description An empty text empties it. */
            customerName?: string;
            level?: {
                /** @description An empty text empties it. */
                value?: string;
            };
            role?: {
                /**
                 * @description An empty text empties it.
                 * @example Partner
                 * @example Reseller
                 * @example Customer
                 */
                value?: string;
            };
            /** @description An empty text empties it. */
            pin?: string | number;
            howReferred?: {
                /**
                 * @description An empty text empties it.
                 * @example Website
                 * @example Customer
                 * @example Partner
                 * @example Employee
                 * @example Reseller
                 */
                value?: string;
            };
            industry?: {
                /** @description An empty text empties it. */
                value?: string;
            };
            /** @description An empty text empties it. */
            marketSegment?: string;
            /** @description An empty text empties it. */
            entitlements?: string;
            contacts?: {
                contact?: {
                    /**
                     * @description An empty text empties it.
                     * @example Mr.
                     * @example Mrs.
                     * @example Ms.
                     * @example Miss
                     */
                    salutation?: string;
                    /** @description An empty text empties it. */
                    firstName?: string;
                    /** @description An empty text empties it. */
                    middleName?: string;
                    /** @description An empty text empties it. */
                    lastName?: string;
                    /** @description An empty text empties it. */
                    firstNameFurigana?: string;
                    /** @description An empty text empties it. */
                    middleNameFurigana?: string;
                    /** @description An empty text empties it. */
                    lastNameFurigana?: string;
                    /** @description An empty text empties it. */
                    loginId?: string;
                    gender?: {
                        /**
                         * @description An empty text empties it.
                         * @example male
                         * @example female
                         */
                        value?: string;
                    };
                    identification?: {
                        /** @description An empty text empties it. */
                        type?: string;
                        /** @description An empty text empties it. */
                        value?: string | number;
                    };
                    suffix?: {
                        /**
                         * @description An empty text empties it.
                         * @example jr.
                         * @example sr.
                         * @example i
                         * @example ii
                         * @example iii
                         */
                        value?: string;
                    };
                    /** @description An empty text empties it. */
                    initials?: string;
                    /** @description An empty text empties it. */
                    secretQuestion?: string;
                    /** @description An empty text empties it. */
                    secretAnswer?: string;
                    /** @description An empty text empties it. */
                    hasDirectMailingConsent?: boolean | string;
                    /** @description An empty text empties it. */
                    hasDirectCallingConsent?: boolean | string;
                    /** @description An empty text empties it. */
                    hasHoldingDataConsent?: boolean | string;
                    /** @description An empty text empties it. */
                    jobTitle?: string;
                    employmentStatus?: {
                        /**
                         * @description An empty text empties it.
                         * @example part-time
                         * @example full-time
                         * @example temporary
                         * @example contract
                         * @example intern
                         * @example unemployed
                         */
                        value?: string;
                    };
                    /** @description An empty text empties it. */
                    priority?: string | number;
                    /** @description An empty text empties it. */
                    dateOfBirth?: string;
                    maritalStatus?: {
                        /**
                         * @description An empty text empties it.
                         * @example married
                         * @example single
                         * @example separated
                         * @example divorced
                         * @example widowed
                         */
                        value?: string;
                    };
                    type?: {
                        /** @description An empty text empties it. */
                        value?: string;
                    };
                    /** @description An empty text empties it. */
                    startGreeting?: string;
                    /** @description An empty text empties it. */
                    endGreeting?: string;
                    /** @description An empty text empties it. */
                    spouseName?: string;
                    /** @description An empty text empties it. */
                    emergencyContact?: string | number;
                    /** @description An empty text empties it. */
                    occupation?: string;
                    /** @description An empty text empties it. */
                    incomeLevel?: string | number;
                    /** @description An empty text empties it. */
                    race?: string;
                    /** @description An empty text empties it. */
                    dependents?: string | number;
                    /** @description An empty text empties it. */
                    hobbies?: string;
                    /** @description An empty text empties it. */
                    interests?: string;
                    educationLevel?: {
                        /**
                         * @description An empty text empties it.
                         * @example high school
                         * @example graduate
                         * @example post graduate
                         * @example doctorate
                         */
                        value?: string;
                    };
                    /** @description An empty text empties it. */
                    smoker?: boolean | string;
                    /** @description An empty text empties it. */
                    contactOrder?: number | string;
                    /** @description An empty text empties it. */
                    externalId?: string | number;
                    customAttributes?: {
                        customAttribute?: {
                            /** @description An empty text empties it. */
                            attribName?: string;
                            attribValues?: {
                                attribValue?: {
                                    /** @description An empty text empties it. */
                                    value?: string | number;
                                }[];
                            };
                        }[];
                    };
                    email?: {
                        /** @description An empty text empties it. */
                        emailAddress?: string;
                        priority?: {
                            /**
                             * @description An empty text empties it.
                             * @example low
                             * @example medium
                             * @example high
                             */
                            value?: string;
                        };
                        customAttributes?: {
                            customAttribute?: {
                                /** @description An empty text empties it. */
                                attribName?: string;
                                attribValues?: {
                                    attribValue?: {
                                        /** @description An empty text empties it. */
                                        value?: string | number;
                                    }[];
                                };
                            }[];
                        };
                        id?: string | number;
                        /** @description `true` or `false` */
                        remove?: boolean | string;
                    }[];
                    phone?: {
                        type?: {
                            /**
                             * @description An empty text empties it.
                             * @example home
                             * @example office
                             * @example mobile
                             * @example fax
                             * @example pager
                             */
                            value?: string;
                        };
                        /** @description An empty text empties it. */
                        phoneNo?: string | number;
                        /** @description An empty text empties it. */
                        countryCode?: string | number;
                        /** @description An empty text empties it. */
                        areaCode?: string | number;
                        /** @description An empty text empties it. */
                        extension?: string | number;
                        availability?: {
                            days?: {
                                /**
                                 * @description An empty text empties it.
                                 * @example weekdays
                                 * @example weekends
                                 * @example any_day
                                 */
                                value?: string;
                            };
                            times?: {
                                /**
                                 * @description An empty text empties it.
                                 * @example mornings
                                 * @example afternoons
                                 * @example evenings
                                 * @example day
                                 * @example anytime
                                 */
                                value?: string;
                            };
                        };
                        priority?: {
                            /**
                             * @description An empty text empties it.
                             * @example low
                             * @example medium
                             * @example high
                             */
                            value?: string;
                        };
                        customAttributes?: {
                            customAttribute?: {
                                /** @description An empty text empties it. */
                                attribName?: string;
                                attribValues?: {
                                    attribValue?: {
                                        /** @description An empty text empties it. */
                                        value?: string | number;
                                    }[];
                                };
                            }[];
                        };
                        id?: string | number;
                        /** @description `true` or `false` */
                        remove?: boolean | string;
                    }[];
                    postal?: {
                        type?: {
                            /**
                             * @description An empty text empties it.
                             * @example office
                             * @example home
                             * @example mailto
                             * @example billto
                             * @example shipto
                             */
                            value?: string;
                        };
                        /** @description An empty text empties it. */
                        address_1?: string;
                        /** @description An empty text empties it. */
                        address_2?: string;
                        /** @description An empty text empties it. */
                        city?: string;
                        /** @description An empty text empties it. */
                        state?: string;
                        /** @description An empty text empties it. */
                        zip?: string | number;
                        /** @description An empty text empties it. */
                        country?: string;
                        /** @description An empty text empties it. */
                        region?: string;
                        priority?: {
                            /**
                             * @description An empty text empties it.
                             * @example low
                             * @example medium
                             * @example high
                             */
                            value?: string;
                        };
                        customAttributes?: {
                            customAttribute?: {
                                /** @description An empty text empties it. */
                                attribName?: string;
                                attribValues?: {
                                    attribValue?: {
                                        /** @description An empty text empties it. */
                                        value?: string | number;
                                    }[];
                                };
                            }[];
                        };
                        id?: string | number;
                        /** @description `true` or `false` */
                        remove?: boolean | string;
                    }[];
                    website?: {
                        /** @description An empty text empties it. */
                        url?: string;
                        priority?: {
                            /**
                             * @description An empty text empties it.
                             * @example low
                             * @example medium
                             * @example high
                             */
                            value?: string;
                        };
                        customAttributes?: {
                            customAttribute?: {
                                /** @description An empty text empties it. */
                                attribName?: string;
                                attribValues?: {
                                    attribValue?: {
                                        /** @description An empty text empties it. */
                                        value?: string | number;
                                    }[];
                                };
                            }[];
                        };
                        id?: string | number;
                        /** @description `true` or `false` */
                        remove?: boolean | string;
                    }[];
                    social?: {
                        type?: {
                            /**
                             * @description An empty text empties it.
                             * @example twitter
                             * @example facebook
                             * @example instagram
                             * @example community
                             * @example other
                             */
                            value?: string;
                        };
                        /** @description An empty text empties it. */
                        socialId?: string;
                        priority?: {
                            /**
                             * @description An empty text empties it.
                             * @example low
                             * @example medium
                             * @example high
                             */
                            value?: string;
                        };
                        customAttributes?: {
                            customAttribute?: {
                                /** @description An empty text empties it. */
                                attribName?: string;
                                attribValues?: {
                                    attribValue?: {
                                        /** @description An empty text empties it. */
                                        value?: string | number;
                                    }[];
                                };
                            }[];
                        };
                        id?: string | number;
                        /** @description `true` or `false` */
                        remove?: boolean | string;
                    }[];
                    id?: string | number;
                }[];
            };
            customAttributes?: {
                customAttribute?: {
                    /** @description An empty text empties it. */
                    attribName?: string;
                    attribValues?: {
                        attribValue?: {
                            /** @description An empty text empties it. */
                            value?: string | number;
                        }[];
                    };
                }[];
            };
            id?: string | number;
            lastModified?: string;
        };
        "createCustomer.body": {
            type?: {
                /**
                 * @example individual
                 * @example group
                 * @example corporate
                 */
                value: string;
                group?: {
                    type?: {
                        value: string;
                    };
                    region?: string;
                    numberOfMembers?: string | number;
                    income?: string | number;
                    currency?: string;
                    registrationNumber?: string | number;
                    affiliation?: string;
                };
                corporate?: {
                    region?: string;
                    numberOfEmployees?: string | number;
                    revenues?: string | number;
                    currency?: string;
                    registrationNumber?: string | number;
                    sector?: string;
                };
            };
            customerName?: string;
            level?: {
                value: string;
            };
            role?: {
                /**
                 * @example Partner
                 * @example Reseller
                 * @example Customer
                 */
                value: string;
            };
            pin?: string | number;
            howReferred?: {
                /**
                 * @example Website
                 * @example Customer
                 * @example Partner
                 * @example Employee
                 * @example Reseller
                 */
                value: string;
            };
            industry?: {
                value: string;
            };
            marketSegment?: string;
            entitlements?: string;
            contacts?: {
                contact?: {
                    /**
                     * @example Mr.
                     * @example Mrs.
                     * @example Ms.
                     * @example Miss
                     */
                    salutation?: string;
                    firstName: string;
                    middleName?: string;
                    lastName?: string;
                    firstNameFurigana?: string;
                    middleNameFurigana?: string;
                    lastNameFurigana?: string;
                    loginId?: string;
                    gender?: {
                        /**
                         * @example male
                         * @example female
                         */
                        value: string;
                    };
                    identification?: {
                        type?: string;
                        value?: string | number;
                    };
                    suffix?: {
                        /**
                         * @example jr.
                         * @example sr.
                         * @example i
                         * @example ii
                         * @example iii
                         */
                        value: string;
                    };
                    initials?: string;
                    secretQuestion?: string;
                    secretAnswer?: string;
                    /** @description `true` or `false` */
                    hasDirectMailingConsent?: boolean | string;
                    /** @description `true` or `false` */
                    hasDirectCallingConsent?: boolean | string;
                    /** @description `true` or `false` */
                    hasHoldingDataConsent?: boolean | string;
                    jobTitle?: string;
                    employmentStatus?: {
                        /**
                         * @example part-time
                         * @example full-time
                         * @example temporary
                         * @example contract
                         * @example intern
                         * @example unemployed
                         */
                        value: string;
                    };
                    priority?: string | number;
                    /** @description An ISO 8601 date. */
                    dateOfBirth?: string;
                    maritalStatus?: {
                        /**
                         * @example married
                         * @example single
                         * @example separated
                         * @example divorced
                         * @example widowed
                         */
                        value: string;
                    };
                    type?: {
                        value: string;
                    };
                    startGreeting?: string;
                    endGreeting?: string;
                    spouseName?: string;
                    emergencyContact?: string | number;
                    occupation?: string;
                    incomeLevel?: string | number;
                    race?: string;
                    dependents?: string | number;
                    hobbies?: string;
                    interests?: string;
                    educationLevel?: {
                        /**
                         * @example high school
                         * @example graduate
                         * @example post graduate
                         * @example doctorate
                         */
                        value: string;
                    };
                    /** @description `true` or `false` */
                    smoker?: boolean | string;
                    contactOrder?: number | string;
                    externalId?: string | number;
                    customAttributes?: {
                        customAttribute?: {
                            attribName: string;
                            attribValues: {
                                attribValue: {
                                    value: string | number;
                                }[];
                            };
                        }[];
                    };
                    email?: {
                        emailAddress: string;
                        priority?: {
                            /**
                             * @example low
                             * @example medium
                             * @example high
                             */
                            value: string;
                        };
                        customAttributes?: {
                            customAttribute?: {
                                attribName: string;
                                attribValues: {
                                    attribValue: {
                                        value: string | number;
                                    }[];
                                };
                            }[];
                        };
                    }[];
                    phone?: {
                        type: {
                            /**
                             * @example home
                             * @example office
                             * @example mobile
                             * @example fax
                             * @example pager
                             */
                            value: string;
                        };
                        phoneNo: string | number;
                        countryCode?: string | number;
                        areaCode?: string | number;
                        extension?: string | number;
                        availability?: {
                            days?: {
                                /**
                                 * @example weekdays
                                 * @example weekends
                                 * @example any_day
                                 */
                                value: string;
                            };
                            times?: {
                                /**
                                 * @example mornings
                                 * @example afternoons
                                 * @example evenings
                                 * @example day
                                 * @example anytime
                                 */
                                value: string;
                            };
                        };
                        priority?: {
                            /**
                             * @example low
                             * @example medium
                             * @example high
                             */
                            value: string;
                        };
                        customAttributes?: {
                            customAttribute?: {
                                attribName: string;
                                attribValues: {
                                    attribValue: {
                                        value: string | number;
                                    }[];
                                };
                            }[];
                        };
                    }[];
                    postal?: {
                        type: {
                            /**
                             * @example office
                             * @example home
                             * @example mailto
                             * @example billto
                             * @example shipto
                             */
                            value: string;
                        };
                        address_1: string;
                        address_2?: string;
                        city?: string;
                        state?: string;
                        zip?: string | number;
                        country?: string;
                        region?: string;
                        priority?: {
                            /**
                             * @example low
                             * @example medium
                             * @example high
                             */
                            value: string;
                        };
                        customAttributes?: {
                            customAttribute?: {
                                attribName: string;
                                attribValues: {
                                    attribValue: {
                                        value: string | number;
                                    }[];
                                };
                            }[];
                        };
                    }[];
                    website?: {
                        url: string;
                        priority?: {
                            /**
                             * @example low
                             * @example medium
                             * @example high
                             */
                            value: string;
                        };
                        customAttributes?: {
                            customAttribute?: {
                                attribName: string;
                                attribValues: {
                                    attribValue: {
                                        value: string | number;
                                    }[];
                                };
                            }[];
                        };
                    }[];
                    social?: {
                        type: {
                            /**
                             * @example twitter
                             * @example facebook
                             * @example instagram
                             * @example community
                             * @example other
                             */
                            value: string;
                        };
                        socialId: string;
                        priority?: {
                            /**
                             * @example low
                             * @example medium
                             * @example high
                             */
                            value: string;
                        };
                        customAttributes?: {
                            customAttribute?: {
                                attribName: string;
                                attribValues: {
                                    attribValue: {
                                        value: string | number;
                                    }[];
                                };
                            }[];
                        };
                    }[];
                }[];
            };
            customAttributes?: {
                customAttribute?: {
                    attribName: string;
                    attribValues: {
                        attribValue: {
                            value: string | number;
                        }[];
                    };
                }[];
            };
            department?: {
                name: string;
            };
        };
        "searchCustomers.200": ({
            customer: components["schemas"]["Customer"][];
            paginationInfo: components["schemas"]["PaginationInfo"];
            link?: components["schemas"]["Link"][];
        } | components["schemas"]["Count"]) | {
            customer: components["schemas"]["Customer"][];
        };
        "getCustomerGrant.200": {
            grantsOn?: {
                customer: {
                    id: string;
                }[];
            } | null;
            grantsTo?: {
                customer: {
                    id: string;
                }[];
            } | null;
        };
        "getCustomerMerges.200": {
            merge: Record<string, never>[];
        };
        "getCustomerMergeMoves.200": {
            move: {
                object: string;
                id: string;
            }[];
            paginationInfo?: unknown;
        };
        "createCustomeryNote.body": {
            content: string;
        };
        "getNoteOfCustomer.200": {
            note: {
                id: string;
            }[];
        };
        "getNotesOfCustomer.200": {
            note: {
                id: string;
            }[];
        };
        "getCustomerAttributes.200": {
            resource: string;
            attribute?: Record<string, never>[];
        };
        "createCustomerGrant.body": {
            grantsOn: {
                customer: {
                    id: string | number;
                }[];
            };
            grantsTo: {
                customer: {
                    id: string | number;
                }[];
            };
        };
        "getCustomerGrantsContext.200": {
            grantsOn?: {
                customer: {
                    id: string;
                }[];
            } | null;
            grantsTo?: {
                customer: {
                    id: string;
                }[];
            } | null;
        };
        "mergeCustomer.body": {
            sourceCustomer: {
                id: string | number;
            };
            targetCustomer: {
                type?: {
                    /**
                     * @description An empty text empties it.
                     * @example individual
                     * @example group
                     * @example corporate
                     */
                    value?: string;
                    group?: {
                        type?: {
                            /** @description An empty text empties it. */
                            value?: string;
                        };
                        /** @description An empty text empties it. */
                        region?: string;
                        /** @description An empty text empties it. */
                        numberOfMembers?: string | number;
                        /** @description An empty text empties it. */
                        income?: string | number;
                        /** @description An empty text empties it. */
                        currency?: string;
                        /** @description An empty text empties it. */
                        registrationNumber?: string | number;
                        /** @description An empty text empties it. */
                        affiliation?: string;
                    };
                    corporate?: {
                        /** @description An empty text empties it. */
                        region?: string;
                        /** @description An empty text empties it. */
                        numberOfEmployees?: string | number;
                        /** @description An empty text empties it. */
                        revenues?: string | number;
                        /** @description An empty text empties it. */
                        currency?: string;
                        /** @description An empty text empties it. */
                        registrationNumber?: string | number;
                        /** @description An empty text empties it. */
                        sector?: string;
                    };
                };
                /** @description An empty text empties it. */
                customerName?: string;
                level?: {
                    /** @description An empty text empties it. */
                    value?: string;
                };
                role?: {
                    /**
                     * @description An empty text empties it.
                     * @example Partner
                     * @example Reseller
                     * @example Customer
                     */
                    value?: string;
                };
                /** @description An empty text empties it. */
                pin?: string | number;
                howReferred?: {
                    /**
                     * @description An empty text empties it.
                     * @example Website
                     * @example Customer
                     * @example Partner
                     * @example Employee
                     * @example Reseller
                     */
                    value?: string;
                };
                industry?: {
                    /** @description An empty text empties it. */
                    value?: string;
                };
                /** @description An empty text empties it. */
                marketSegment?: string;
                /** @description An empty text empties it. */
                entitlements?: string;
                contacts?: {
                    contact?: {
                        /**
                         * @description An empty text empties it.
                         * @example Mr.
                         * @example Mrs.
                         * @example Ms.
                         * @example Miss
                         */
                        salutation?: string;
                        /** @description An empty text empties it. */
                        firstName?: string;
                        /** @description An empty text empties it. */
                        middleName?: string;
                        /** @description An empty text empties it. */
                        lastName?: string;
                        /** @description An empty text empties it. */
                        firstNameFurigana?: string;
                        /** @description An empty text empties it. */
                        middleNameFurigana?: string;
                        /** @description An empty text empties it. */
                        lastNameFurigana?: string;
                        /** @description An empty text empties it. */
                        loginId?: string;
                        gender?: {
                            /**
                             * @description An empty text empties it.
                             * @example male
                             * @example female
                             */
                            value?: string;
                        };
                        identification?: {
                            /** @description An empty text empties it. */
                            type?: string;
                            /** @description An empty text empties it. */
                            value?: string | number;
                        };
                        suffix?: {
                            /**
                             * @description An empty text empties it.
                             * @example jr.
                             * @example sr.
                             * @example i
                             * @example ii
                             * @example iii
                             */
                            value?: string;
                        };
                        /** @description An empty text empties it. */
                        initials?: string;
                        /** @description An empty text empties it. */
                        secretQuestion?: string;
                        /** @description An empty text empties it. */
                        secretAnswer?: string;
                        /** @description An empty text empties it. */
                        hasDirectMailingConsent?: boolean | string;
                        /** @description An empty text empties it. */
                        hasDirectCallingConsent?: boolean | string;
                        /** @description An empty text empties it. */
                        hasHoldingDataConsent?: boolean | string;
                        /** @description An empty text empties it. */
                        jobTitle?: string;
                        employmentStatus?: {
                            /**
                             * @description An empty text empties it.
                             * @example part-time
                             * @example full-time
                             * @example temporary
                             * @example contract
                             * @example intern
                             * @example unemployed
                             */
                            value?: string;
                        };
                        /** @description An empty text empties it. */
                        priority?: string | number;
                        /** @description An empty text empties it. */
                        dateOfBirth?: string;
                        maritalStatus?: {
                            /**
                             * @description An empty text empties it.
                             * @example married
                             * @example single
                             * @example separated
                             * @example divorced
                             * @example widowed
                             */
                            value?: string;
                        };
                        type?: {
                            /** @description An empty text empties it. */
                            value?: string;
                        };
                        /** @description An empty text empties it. */
                        startGreeting?: string;
                        /** @description An empty text empties it. */
                        endGreeting?: string;
                        /** @description An empty text empties it. */
                        spouseName?: string;
                        /** @description An empty text empties it. */
                        emergencyContact?: string | number;
                        /** @description An empty text empties it. */
                        occupation?: string;
                        /** @description An empty text empties it. */
                        incomeLevel?: string | number;
                        /** @description An empty text empties it. */
                        race?: string;
                        /** @description An empty text empties it. */
                        dependents?: string | number;
                        /** @description An empty text empties it. */
                        hobbies?: string;
                        /** @description An empty text empties it. */
                        interests?: string;
                        educationLevel?: {
                            /**
                             * @description An empty text empties it.
                             * @example high school
                             * @example graduate
                             * @example post graduate
                             * @example doctorate
                             */
                            value?: string;
                        };
                        /** @description An empty text empties it. */
                        smoker?: boolean | string;
                        /** @description An empty text empties it. */
                        contactOrder?: number | string;
                        /** @description An empty text empties it. */
                        externalId?: string | number;
                        customAttributes?: {
                            customAttribute?: {
                                /** @description An empty text empties it. */
                                attribName?: string;
                                attribValues?: {
                                    attribValue?: {
                                        /** @description An empty text empties it. */
                                        value?: string | number;
                                    }[];
                                };
                            }[];
                        };
                        email?: {
                            /** @description An empty text empties it. */
                            emailAddress?: string;
                            priority?: {
                                /**
                                 * @description An empty text empties it.
                                 * @example low
                                 * @example medium
                                 * @example high
                                 */
                                value?: string;
                            };
                            customAttributes?: {
                                customAttribute?: {
                                    /** @description An empty text empties it. */
                                    attribName?: string;
                                    attribValues?: {
                                        attribValue?: {
                                            /** @description An empty text empties it. */
                                            value?: string | number;
                                        }[];
                                    };
                                }[];
                            };
                            id?: string | number;
                            /** @description `true` or `false` */
                            remove?: boolean | string;
                        }[];
                        phone?: {
                            type?: {
                                /**
                                 * @description An empty text empties it.
                                 * @example home
                                 * @example office
                                 * @example mobile
                                 * @example fax
                                 * @example pager
                                 */
                                value?: string;
                            };
                            /** @description An empty text empties it. */
                            phoneNo?: string | number;
                            /** @description An empty text empties it. */
                            countryCode?: string | number;
                            /** @description An empty text empties it. */
                            areaCode?: string | number;
                            /** @description An empty text empties it. */
                            extension?: string | number;
                            availability?: {
                                days?: {
                                    /**
                                     * @description An empty text empties it.
                                     * @example weekdays
                                     * @example weekends
                                     * @example any_day
                                     */
                                    value?: string;
                                };
                                times?: {
                                    /**
                                     * @description An empty text empties it.
                                     * @example mornings
                                     * @example afternoons
                                     * @example evenings
                                     * @example day
                                     * @example anytime
                                     */
                                    value?: string;
                                };
                            };
                            priority?: {
                                /**
                                 * @description An empty text empties it.
                                 * @example low
                                 * @example medium
                                 * @example high
                                 */
                                value?: string;
                            };
                            customAttributes?: {
                                customAttribute?: {
                                    /** @description An empty text empties it. */
                                    attribName?: string;
                                    attribValues?: {
                                        attribValue?: {
                                            /** @description An empty text empties it. */
                                            value?: string | number;
                                        }[];
                                    };
                                }[];
                            };
                            id?: string | number;
                            /** @description `true` or `false` */
                            remove?: boolean | string;
                        }[];
                        postal?: {
                            type?: {
                                /**
                                 * @description An empty text empties it.
                                 * @example office
                                 * @example home
                                 * @example mailto
                                 * @example billto
                                 * @example shipto
                                 */
                                value?: string;
                            };
                            /** @description An empty text empties it. */
                            address_1?: string;
                            /** @description An empty text empties it. */
                            address_2?: string;
                            /** @description An empty text empties it. */
                            city?: string;
                            /** @description An empty text empties it. */
                            state?: string;
                            /** @description An empty text empties it. */
                            zip?: string | number;
                            /** @description An empty text empties it. */
                            country?: string;
                            /** @description An empty text empties it. */
                            region?: string;
                            priority?: {
                                /**
                                 * @description An empty text empties it.
                                 * @example low
                                 * @example medium
                                 * @example high
                                 */
                                value?: string;
                            };
                            customAttributes?: {
                                customAttribute?: {
                                    /** @description An empty text empties it. */
                                    attribName?: string;
                                    attribValues?: {
                                        attribValue?: {
                                            /** @description An empty text empties it. */
                                            value?: string | number;
                                        }[];
                                    };
                                }[];
                            };
                            id?: string | number;
                            /** @description `true` or `false` */
                            remove?: boolean | string;
                        }[];
                        website?: {
                            /** @description An empty text empties it. */
                            url?: string;
                            priority?: {
                                /**
                                 * @description An empty text empties it.
                                 * @example low
                                 * @example medium
                                 * @example high
                                 */
                                value?: string;
                            };
                            customAttributes?: {
                                customAttribute?: {
                                    /** @description An empty text empties it. */
                                    attribName?: string;
                                    attribValues?: {
                                        attribValue?: {
                                            /** @description An empty text empties it. */
                                            value?: string | number;
                                        }[];
                                    };
                                }[];
                            };
                            id?: string | number;
                            /** @description `true` or `false` */
                            remove?: boolean | string;
                        }[];
                        social?: {
                            type?: {
                                /**
                                 * @description An empty text empties it.
                                 * @example twitter
                                 * @example facebook
                                 * @example instagram
                                 * @example community
                                 * @example other
                                 */
                                value?: string;
                            };
                            /** @description An empty text empties it. */
                            socialId?: string;
                            priority?: {
                                /**
                                 * @description An empty text empties it.
                                 * @example low
                                 * @example medium
                                 * @example high
                                 */
                                value?: string;
                            };
                            customAttributes?: {
                                customAttribute?: {
                                    /** @description An empty text empties it. */
                                    attribName?: string;
                                    attribValues?: {
                                        attribValue?: {
                                            /** @description An empty text empties it. */
                                            value?: string | number;
                                        }[];
                                    };
                                }[];
                            };
                            id?: string | number;
                            /** @description `true` or `false` */
                            remove?: boolean | string;
                        }[];
                        id?: string | number;
                    }[];
                };
                customAttributes?: {
                    customAttribute?: {
                        /** @description An empty text empties it. */
                        attribName?: string;
                        attribValues?: {
                            attribValue?: {
                                /** @description An empty text empties it. */
                                value?: string | number;
                            }[];
                        };
                    }[];
                };
                id: string | number;
                lastModified?: string;
            };
        };
        "previewCustomerMerge.body": {
            sourceCustomer: {
                id: string | number;
            };
            targetCustomer: {
                type?: {
                    /**
                     * @description An empty text empties it.
                     * @example individual
                     * @example group
                     * @example corporate
                     */
                    value?: string;
                    group?: {
                        type?: {
                            /** @description An empty text empties it. */
                            value?: string;
                        };
                        /** @description An empty text empties it. */
                        region?: string;
                        /** @description An empty text empties it. */
                        numberOfMembers?: string | number;
                        /** @description An empty text empties it. */
                        income?: string | number;
                        /** @description An empty text empties it. */
                        currency?: string;
                        /** @description An empty text empties it. */
                        registrationNumber?: string | number;
                        /** @description An empty text empties it. */
                        affiliation?: string;
                    };
                    corporate?: {
                        /** @description An empty text empties it. */
                        region?: string;
                        /** @description An empty text empties it. */
                        numberOfEmployees?: string | number;
                        /** @description An empty text empties it. */
                        revenues?: string | number;
                        /** @description An empty text empties it. */
                        currency?: string;
                        /** @description An empty text empties it. */
                        registrationNumber?: string | number;
                        /** @description An empty text empties it. */
                        sector?: string;
                    };
                };
                /** @description An empty text empties it. */
                customerName?: string;
                level?: {
                    /** @description An empty text empties it. */
                    value?: string;
                };
                role?: {
                    /**
                     * @description An empty text empties it.
                     * @example Partner
                     * @example Reseller
                     * @example Customer
                     */
                    value?: string;
                };
                /** @description An empty text empties it. */
                pin?: string | number;
                howReferred?: {
                    /**
                     * @description An empty text empties it.
                     * @example Website
                     * @example Customer
                     * @example Partner
                     * @example Employee
                     * @example Reseller
                     */
                    value?: string;
                };
                industry?: {
                    /** @description An empty text empties it. */
                    value?: string;
                };
                /** @description An empty text empties it. */
                marketSegment?: string;
                /** @description An empty text empties it. */
                entitlements?: string;
                contacts?: {
                    contact?: {
                        /**
                         * @description An empty text empties it.
                         * @example Mr.
                         * @example Mrs.
                         * @example Ms.
                         * @example Miss
                         */
                        salutation?: string;
                        /** @description An empty text empties it. */
                        firstName?: string;
                        /** @description An empty text empties it. */
                        middleName?: string;
                        /** @description An empty text empties it. */
                        lastName?: string;
                        /** @description An empty text empties it. */
                        firstNameFurigana?: string;
                        /** @description An empty text empties it. */
                        middleNameFurigana?: string;
                        /** @description An empty text empties it. */
                        lastNameFurigana?: string;
                        /** @description An empty text empties it. */
                        loginId?: string;
                        gender?: {
                            /**
                             * @description An empty text empties it.
                             * @example male
                             * @example female
                             */
                            value?: string;
                        };
                        identification?: {
                            /** @description An empty text empties it. */
                            type?: string;
                            /** @description An empty text empties it. */
                            value?: string | number;
                        };
                        suffix?: {
                            /**
                             * @description An empty text empties it.
                             * @example jr.
                             * @example sr.
                             * @example i
                             * @example ii
                             * @example iii
                             */
                            value?: string;
                        };
                        /** @description An empty text empties it. */
                        initials?: string;
                        /** @description An empty text empties it. */
                        secretQuestion?: string;
                        /** @description An empty text empties it. */
                        secretAnswer?: string;
                        /** @description An empty text empties it. */
                        hasDirectMailingConsent?: boolean | string;
                        /** @description An empty text empties it. */
                        hasDirectCallingConsent?: boolean | string;
                        /** @description An empty text empties it. */
                        hasHoldingDataConsent?: boolean | string;
                        /** @description An empty text empties it. */
                        jobTitle?: string;
                        employmentStatus?: {
                            /**
                             * @description An empty text empties it.
                             * @example part-time
                             * @example full-time
                             * @example temporary
                             * @example contract
                             * @example intern
                             * @example unemployed
                             */
                            value?: string;
                        };
                        /** @description An empty text empties it. */
                        priority?: string | number;
                        /** @description An empty text empties it. */
                        dateOfBirth?: string;
                        maritalStatus?: {
                            /**
                             * @description An empty text empties it.
                             * @example married
                             * @example single
                             * @example separated
                             * @example divorced
                             * @example widowed
                             */
                            value?: string;
                        };
                        type?: {
                            /** @description An empty text empties it. */
                            value?: string;
                        };
                        /** @description An empty text empties it. */
                        startGreeting?: string;
                        /** @description An empty text empties it. */
                        endGreeting?: string;
                        /** @description An empty text empties it. */
                        spouseName?: string;
                        /** @description An empty text empties it. */
                        emergencyContact?: string | number;
                        /** @description An empty text empties it. */
                        occupation?: string;
                        /** @description An empty text empties it. */
                        incomeLevel?: string | number;
                        /** @description An empty text empties it. */
                        race?: string;
                        /** @description An empty text empties it. */
                        dependents?: string | number;
                        /** @description An empty text empties it. */
                        hobbies?: string;
                        /** @description An empty text empties it. */
                        interests?: string;
                        educationLevel?: {
                            /**
                             * @description An empty text empties it.
                             * @example high school
                             * @example graduate
                             * @example post graduate
                             * @example doctorate
                             */
                            value?: string;
                        };
                        /** @description An empty text empties it. */
                        smoker?: boolean | string;
                        /** @description An empty text empties it. */
                        contactOrder?: number | string;
                        /** @description An empty text empties it. */
                        externalId?: string | number;
                        customAttributes?: {
                            customAttribute?: {
                                /** @description An empty text empties it. */
                                attribName?: string;
                                attribValues?: {
                                    attribValue?: {
                                        /** @description An empty text empties it. */
                                        value?: string | number;
                                    }[];
                                };
                            }[];
                        };
                        email?: {
                            /** @description An empty text empties it. */
                            emailAddress?: string;
                            priority?: {
                                /**
                                 * @description An empty text empties it.
                                 * @example low
                                 * @example medium
                                 * @example high
                                 */
                                value?: string;
                            };
                            customAttributes?: {
                                customAttribute?: {
                                    /** @description An empty text empties it. */
                                    attribName?: string;
                                    attribValues?: {
                                        attribValue?: {
                                            /** @description An empty text empties it. */
                                            value?: string | number;
                                        }[];
                                    };
                                }[];
                            };
                            id?: string | number;
                            /** @description `true` or `false` */
                            remove?: boolean | string;
                        }[];
                        phone?: {
                            type?: {
                                /**
                                 * @description An empty text empties it.
                                 * @example home
                                 * @example office
                                 * @example mobile
                                 * @example fax
                                 * @example pager
                                 */
                                value?: string;
                            };
                            /** @description An empty text empties it. */
                            phoneNo?: string | number;
                            /** @description An empty text empties it. */
                            countryCode?: string | number;
                            /** @description An empty text empties it. */
                            areaCode?: string | number;
                            /** @description An empty text empties it. */
                            extension?: string | number;
                            availability?: {
                                days?: {
                                    /**
                                     * @description An empty text empties it.
                                     * @example weekdays
                                     * @example weekends
                                     * @example any_day
                                     */
                                    value?: string;
                                };
                                times?: {
                                    /**
                                     * @description An empty text empties it.
                                     * @example mornings
                                     * @example afternoons
                                     * @example evenings
                                     * @example day
                                     * @example anytime
                                     */
                                    value?: string;
                                };
                            };
                            priority?: {
                                /**
                                 * @description An empty text empties it.
                                 * @example low
                                 * @example medium
                                 * @example high
                                 */
                                value?: string;
                            };
                            customAttributes?: {
                                customAttribute?: {
                                    /** @description An empty text empties it. */
                                    attribName?: string;
                                    attribValues?: {
                                        attribValue?: {
                                            /** @description An empty text empties it. */
                                            value?: string | number;
                                        }[];
                                    };
                                }[];
                            };
                            id?: string | number;
                            /** @description `true` or `false` */
                            remove?: boolean | string;
                        }[];
                        postal?: {
                            type?: {
                                /**
                                 * @description An empty text empties it.
                                 * @example office
                                 * @example home
                                 * @example mailto
                                 * @example billto
                                 * @example shipto
                                 */
                                value?: string;
                            };
                            /** @description An empty text empties it. */
                            address_1?: string;
                            /** @description An empty text empties it. */
                            address_2?: string;
                            /** @description An empty text empties it. */
                            city?: string;
                            /** @description An empty text empties it. */
                            state?: string;
                            /** @description An empty text empties it. */
                            zip?: string | number;
                            /** @description An empty text empties it. */
                            country?: string;
                            /** @description An empty text empties it. */
                            region?: string;
                            priority?: {
                                /**
                                 * @description An empty text empties it.
                                 * @example low
                                 * @example medium
                                 * @example high
                                 */
                                value?: string;
                            };
                            customAttributes?: {
                                customAttribute?: {
                                    /** @description An empty text empties it. */
                                    attribName?: string;
                                    attribValues?: {
                                        attribValue?: {
                                            /** @description An empty text empties it. */
                                            value?: string | number;
                                        }[];
                                    };
                                }[];
                            };
                            id?: string | number;
                            /** @description `true` or `false` */
                            remove?: boolean | string;
                        }[];
                        website?: {
                            /** @description An empty text empties it. */
                            url?: string;
                            priority?: {
                                /**
                                 * @description An empty text empties it.
                                 * @example low
                                 * @example medium
                                 * @example high
                                 */
                                value?: string;
                            };
                            customAttributes?: {
                                customAttribute?: {
                                    /** @description An empty text empties it. */
                                    attribName?: string;
                                    attribValues?: {
                                        attribValue?: {
                                            /** @description An empty text empties it. */
                                            value?: string | number;
                                        }[];
                                    };
                                }[];
                            };
                            id?: string | number;
                            /** @description `true` or `false` */
                            remove?: boolean | string;
                        }[];
                        social?: {
                            type?: {
                                /**
                                 * @description An empty text empties it.
                                 * @example twitter
                                 * @example facebook
                                 * @example instagram
                                 * @example community
                                 * @example other
                                 */
                                value?: string;
                            };
                            /** @description An empty text empties it. */
                            socialId?: string;
                            priority?: {
                                /**
                                 * @description An empty text empties it.
                                 * @example low
                                 * @example medium
                                 * @example high
                                 */
                                value?: string;
                            };
                            customAttributes?: {
                                customAttribute?: {
                                    /** @description An empty text empties it. */
                                    attribName?: string;
                                    attribValues?: {
                                        attribValue?: {
                                            /** @description An empty text empties it. */
                                            value?: string | number;
                                        }[];
                                    };
                                }[];
                            };
                            id?: string | number;
                            /** @description `true` or `false` */
                            remove?: boolean | string;
                        }[];
                        id?: string | number;
                    }[];
                };
                customAttributes?: {
                    customAttribute?: {
                        /** @description An empty text empties it. */
                        attribName?: string;
                        attribValues?: {
                            attribValue?: {
                                /** @description An empty text empties it. */
                                value?: string | number;
                            }[];
                        };
                    }[];
                };
                id: string | number;
                lastModified?: string;
            };
        };
        "previewCustomerMerge.200": {
            sourceCustomer: unknown;
            targetCustomer: unknown;
            moved: unknown;
        };
        /** @description CSV; in a form the part `customers`. */
        "initiatebulkcustomeroperation.body": string;
        "initiatebulkcustomeroperation.202": Record<string, never>;
        "csvfileoperationstatus.200": Record<string, never>;
        "customerByIDs.200": {
            customer: components["schemas"]["Customer"][];
        };
        "search-alias.200": {
            alias: Record<string, never>[];
            paginationInfo: components["schemas"]["PaginationInfo"];
        } | components["schemas"]["Count"];
        "getAllDepartments.200": {
            department: {
                name: string;
                id: string;
                description?: string | null;
                /** Format: date-time */
                created?: string;
                externalId?: string | null;
            }[];
            paginationInfo: components["schemas"]["PaginationInfo"];
        } | components["schemas"]["Count"];
        "search-alias-of-department.200": {
            alias: Record<string, never>[];
            paginationInfo: components["schemas"]["PaginationInfo"];
        } | components["schemas"]["Count"];
        "listFieldPushDeliveries.200": {
            delivery: Record<string, never>[];
            paginationInfo: components["schemas"]["PaginationInfo"];
        } | components["schemas"]["Count"];
        "replayFailedFieldPushes.body": {
            since: string;
            push?: string | null;
        };
        "replayFailedFieldPushes.200": {
            replayed: number;
        };
        "pushOnOccasion.body": {
            /** @enum {string} */
            kind: "popup" | "imSession";
            /** @enum {string} */
            object: "ticket" | "customer";
            /** @description Of the case or customer; left out for a draft. */
            id?: string;
            /** @description Fields by the names that receivers know: `TextField_7`, `email`. */
            values?: Record<string, never>;
            /** @description What goes with the fields on this occasion. */
            context?: Record<string, never>;
        };
        "pushOnOccasion.200": {
            pushed: string[];
            applied: Record<string, never>;
            skipped: {
                field: string;
                reason: string;
            }[];
            error?: string;
        };
        "listFieldPushes.200": {
            fieldPush: {
                id: unknown;
                object?: unknown;
                fields?: unknown;
                url?: unknown;
                secret?: unknown;
                occasions?: unknown;
                payloadStyle?: unknown;
                timeoutMs?: unknown;
                active?: unknown;
            }[];
            paginationInfo: components["schemas"]["PaginationInfo"];
        } | components["schemas"]["Count"];
        "createFieldPush.body": {
            id: string;
            /** @enum {unknown} */
            object?: "ticket" | "customer" | null;
            fields?: string[] | null;
            url?: string | null;
            secret?: string | null;
            occasions?: ("change" | "popup" | "imSession")[] | null;
            /** @enum {unknown} */
            payloadStyle?: "table" | "example" | null;
            timeoutMs?: number | null;
            active?: boolean | null;
        };
        "createFieldPush.201": {
            id: unknown;
            object?: unknown;
            fields?: unknown;
            url?: unknown;
            secret?: unknown;
            occasions?: unknown;
            payloadStyle?: unknown;
            timeoutMs?: unknown;
            active?: unknown;
        };
        "readFieldPush.200": {
            id: unknown;
            object?: unknown;
            fields?: unknown;
            url?: unknown;
            secret?: unknown;
            occasions?: unknown;
            payloadStyle?: unknown;
            timeoutMs?: unknown;
            active?: unknown;
        };
        "editFieldPush.body": {
            id?: string;
            /** @enum {unknown} */
            object?: "ticket" | "customer" | null;
            fields?: string[] | null;
            url?: string | null;
            secret?: string | null;
            occasions?: ("change" | "popup" | "imSession")[] | null;
            /** @enum {unknown} */
            payloadStyle?: "table" | "example" | null;
            timeoutMs?: number | null;
            active?: boolean | null;
        };
        "editFieldPush.200": {
            id: unknown;
            object?: unknown;
            fields?: unknown;
            url?: unknown;
            secret?: unknown;
            occasions?: unknown;
            payloadStyle?: unknown;
            timeoutMs?: unknown;
            active?: unknown;
        };
        "testFieldPush.200": Record<string, never>;
        "openFieldPushSession.body": {
            /** @enum {string} */
            object: "ticket" | "customer";
            /** @description Of the case or customer; left out for a draft. */
            id?: string;
            /** @description Fields by the names that receivers know: `TextField_7`, `email`. */
            values?: Record<string, never>;
            /** @description What goes with the fields on this occasion. */
            context?: Record<string, never>;
        };
        "openFieldPushSession.201": {
            id: string;
        };
        "changeFieldPushSession.body": {
            /** @description Fields by the names that receivers know: `TextField_7`, `email`. */
            values: Record<string, never>;
        };
        "changeFieldPushSession.200": {
            pushed: string[];
            applied: Record<string, never>;
            skipped: {
                field: string;
                reason: string;
            }[];
            error?: string;
        };
        /** Format: binary */
        "getAttachment.200": string;
        "generateDownloadAttachmentURL.body": {
            /** @constant */
            app: "email";
            /** @constant */
            type: "attachment.inbound";
            /** Format: uuid */
            altId: string;
        };
        "generateDownloadAttachmentURL.200": {
            /** Format: uuid */
            altId?: string;
            name?: string;
            contentType?: string;
            /** @description Bytes */
            size?: number;
            /**
             * Format: uri
             * @description Gives the bytes by GET, without a token
             */
            contentUrl?: string;
        };
        "generatePreUploadURLForCaller.body": {
            /** @constant */
            app: "email";
            /** @constant */
            type: "attachment.inbound";
            /** @description Letters, digits, white space and @ : . _ - & */
            name: string;
            /** @example application/pdf */
            contentType: string;
            /** @description Bytes; at most the maximum email size */
            size: number;
        };
        "generatePreUploadURLForCaller.200": {
            /** Format: uuid */
            altId?: string;
            name?: string;
            /**
             * Format: uri
             * @description Takes the bytes by POST, without a token
             */
            contentUrl?: string;
            /** Format: date-time */
            signedUrlExpiry?: string;
        };
        /** Format: binary */
        "uploadAttachment.body": string;
        "generatePreUploadURL.body": {
            /** @constant */
            app: "email";
            /** @constant */
            type: "attachment.inbound";
            /** @description Letters, digits, white space and @ : . _ - & */
            name: string;
            /** @example application/pdf */
            contentType: string;
            /** @description Bytes; at most the maximum email size */
            size: number;
        };
        "generatePreUploadURL.200": {
            /** Format: uuid */
            altId?: string;
            name?: string;
            /**
             * Format: uri
             * @description Takes the bytes by POST, without a token
             */
            contentUrl?: string;
            /** Format: date-time */
            signedUrlExpiry?: string;
        };
        "applicationDetails.200": {
            product: {
                name: string;
                version: string;
                license: string;
            }[];
            apiVersion: string;
        };
        "listMessages.200": {
            message: unknown;
        };
        /** Format: binary */
        "submitMessage.body": string;
        "getMessage.200": Record<string, never>;
        "replayMessage.202": Record<string, never>;
        "replayMessage.200": Record<string, never>;
        /** Format: binary */
        "explainMessage.body": string;
        "explainMessage.200": Record<string, never>;
        "departmentUsers.200": {
            user: components["schemas"]["User"][];
            paginationInfo: components["schemas"]["PaginationInfo"];
        } | components["schemas"]["Count"];
        "getRolesOfUser.200": {
            role: {
                name: string;
                id: string;
            }[];
        };
        "userByLoginID.200": {
            user: components["schemas"]["User"][];
        };
        "userByIDs.200": {
            user: components["schemas"]["User"][];
        };
        "search-queue.200": {
            queue: components["schemas"]["Queue"][];
            paginationInfo: components["schemas"]["PaginationInfo"];
        } | components["schemas"]["Count"];
        "get-queue.200": {
            queue: components["schemas"]["Queue"][];
        };
    };
    responses: {
        /** @description `400-100` Request is not well-formed: <reason>. */
        "400-100": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'. */
        "400-101": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `400-102` Unsupported value for query parameter '<query_parameter>'. Only the following values are supported: '<allowed_values>'. */
        "400-102": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `400-112` Required query parameter(s) is missing. The following parameters are required: '<query_parameter>'. */
        "400-112": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `400-116` Unsupported value for $attribute query parameter: '<$attribute_value>'. Only the following attributes are supported: '<supported_attribute_list>'. */
        "400-116": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `400-120` Unsupported combination of query parameters: pagination and range query parameters cannot be mixed in the same request. */
        "400-120": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `400-124` $order query parameter must be accompanied by $sort. */
        "400-124": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `400-126` Target customer in the request body and original customer of the case are same. */
        "400-126": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `400-127` Target customer sent in the request body does not exist: <customer_id>. */
        "400-127": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `400-146` Required attribute is missing in request body: '<attribute_name>'. */
        "400-146": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `400-147` Unsupported attribute is present in request body: '<attribute_name>'. */
        "400-147": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'. */
        "400-152": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `400-194` The following IDs supplied in the request body were not found: '<resource_id>'. */
        "400-194": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `400-203` Request body is not allowed. */
        "400-203": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `400-244` Invalid value provided for query parameter: '<query_parameter>'. */
        "400-244": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `400-245` At least one of the following API specific query parameters is required: '<query_parameter_list>'. */
        "400-245": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `400-253` This operation cannot be performed on the following <resource> as they are not in open status: <resource_id>. */
        "400-253": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `400-264` Request body is mandatory. Please provide body for the request. */
        "400-264": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `400-387` The following attribute in request body cannot be empty: '<attribute_name>'. */
        "400-387": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `400-603` <ID> provided in URI path were not found for '<resource>' resource with id <resource_id>. */
        "400-603": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `400-614` At least one additional query parameter apart from the query parameter 'type' must be provided. */
        "400-614": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `400-1017` Attachment cannot be deleted as it is associated with an activity. */
        "400-1017": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `400-5021` Could not process the request as no customer was found in the system with customer id <id>. */
        "400-5021": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `401-101` Invalid or expired 'Authorization' header provided. New login is required. */
        "401-101": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `403-178` User is not allowed to perform the following action: <action_name>. */
        "403-178": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `404-100` The following IDs supplied in the URI path were not found: '<resource_id>'. */
        "404-100": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `404-110` The following names supplied in the URI path were not found: '<name>'. */
        "404-110": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `405-100` Method '<method>' is not supported for this resource. */
        "405-100": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `406-100` Invalid 'Accept-Language' header value provided. */
        "406-100": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml. */
        "406-101": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `409-100` Last modified date provided in the request body for the following <resource> do not match: <resource_id>. */
        "409-100": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `409-101` A request with the same 'Idempotency-Key' is still being processed. */
        "409-101": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `412-100` The 'If-Match' header does not match the following <resource>: <resource_id>. */
        "412-100": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `413-100` Request is larger than the allowed <limit> bytes. */
        "413-100": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `415-100` Unsupported 'Content-Type' header value provided: '<content_type>'. */
        "415-100": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `422-101` The 'Idempotency-Key' was used before with a different request. */
        "422-101": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `429-100` Too many requests. Try again later. */
        "429-100": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `500-100` System is unable to process this request. Please contact your administrator. */
        "500-100": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
        /** @description `503-100` Service is temporarily unavailable. Try again later. */
        "503-100": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/xml": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
        "Accept-Language": string;
        /** @description `yes` asks for `userMessage` in errors. */
        "X-egain-error-message": "yes" | "no";
        /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
        "Idempotency-Key": string;
        /** @description The `ETag` that the resource was read with, or a list of them: it is changed only if it is still in that state. Instead of, or besides, `lastModified` in the body. */
        "If-Match": string;
    };
    requestBodies: never;
    headers: {
        /** @description Names this request in the log of the server. */
        "X-Request-Id": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getIssueType: {
        parameters: {
            query?: {
                /** @description all, subjects. */
                $attribute?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "issueType": [ { "id", "name", "allowUserCreatedSubject" } ] }`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["getIssueType.200"];
                    "application/xml": components["schemas"]["getIssueType.200"];
                };
            };
            /** @description The message center has none. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-116` Unsupported value for $attribute query parameter: '<$attribute_value>'. Only the following attributes are supported: '<supported_attribute_list>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    listAliases: {
        parameters: {
            query?: {
                /** @description Number of the page, from 1; not together with `$rangestart`/`$rangesize`. */
                $pagenum?: string;
                /** @description Items of one page, 1 to 75; 25 when left out. */
                $pagesize?: string;
                /** @description Number of the first item, from 1; not together with `$pagenum`/`$pagesize`. */
                $rangestart?: string;
                /** @description Items of the range, 1 to 75; 25 when left out. */
                $rangesize?: string;
                /** @description The attribute to sort by. */
                $sort?: string;
                /** @description `asc` (when left out) or `desc`; only together with `$sort`. */
                $order?: string;
                /** @description `yes` answers with the number of items instead of the items. */
                $count?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The aliases */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["listAliases.200"];
                    "application/xml": components["schemas"]["listAliases.200"];
                };
            };
            /** @description There are none */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-102` Unsupported value for query parameter '<query_parameter>'. Only the following values are supported: '<allowed_values>'.
             *
             *     `400-120` Unsupported combination of query parameters: pagination and range query parameters cannot be mixed in the same request.
             *
             *     `400-124` $order query parameter must be accompanied by $sort.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    createAlias: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["createAlias.body"];
                "application/xml": components["schemas"]["createAlias.body"];
            };
        };
        responses: {
            /** @description The alias */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description The path of the alias. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["createAlias.201"];
                    "application/xml": components["schemas"]["createAlias.201"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    readAlias: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The alias */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["readAlias.200"];
                    "application/xml": components["schemas"]["readAlias.200"];
                };
            };
            400: components["responses"]["400-101"];
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    editAlias: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["editAlias.body"];
                "application/xml": components["schemas"]["editAlias.body"];
            };
        };
        responses: {
            /** @description The alias */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["editAlias.200"];
                    "application/xml": components["schemas"]["editAlias.200"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    searchAudit: {
        parameters: {
            query?: {
                /** @description What it was done to: activity, case, customer, department, … */
                object?: string;
                /** @description The id of that. */
                objectID?: string;
                /** @description What was done: create, edit, read, … */
                action?: string;
                /** @description Who did it: user, client, customer. */
                actor?: string;
                /** @description The id of that. */
                actorID?: string;
                /** @description From which address. */
                remoteAddress?: string;
                /** @description By which request: the `X-Request-Id` of its answer. */
                requestID?: string;
                /** @description `[start,end]`, both included; either may be left out. */
                at?: string;
                /** @description Number of the page, from 1; not together with `$rangestart`/`$rangesize`. */
                $pagenum?: string;
                /** @description Items of one page, 1 to 75; 25 when left out. */
                $pagesize?: string;
                /** @description Number of the first item, from 1; not together with `$pagenum`/`$pagesize`. */
                $rangestart?: string;
                /** @description Items of the range, 1 to 75; 25 when left out. */
                $rangesize?: string;
                /** @description The attribute to sort by. */
                $sort?: string;
                /** @description `asc` (when left out) or `desc`; only together with `$sort`. */
                $order?: string;
                /** @description `yes` answers with the number of items instead of the items. */
                $count?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "auditEntry": [ … ], "hasNext": … }`, the oldest first unless sorted. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["searchAudit.200"];
                    "application/xml": components["schemas"]["searchAudit.200"];
                };
            };
            /** @description Nothing found, or a page beyond the last. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-102` Unsupported value for query parameter '<query_parameter>'. Only the following values are supported: '<allowed_values>'.
             *
             *     `400-120` Unsupported combination of query parameters: pagination and range query parameters cannot be mixed in the same request.
             *
             *     `400-124` $order query parameter must be accompanied by $sort.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    verifyAudit: {
        parameters: {
            query?: {
                /** @description The number of the seal to begin with; 1 when left out. */
                from?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Up to 20 seals: what is not as it was sealed, and `next`, where to go on. At the end `next` is null, and `unsealed` counts entries that no seal has although they are old enough. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["verifyAudit.200"];
                    "application/xml": components["schemas"]["verifyAudit.200"];
                };
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    listClients: {
        parameters: {
            query?: {
                /** @description Number of the page, from 1; not together with `$rangestart`/`$rangesize`. */
                $pagenum?: string;
                /** @description Items of one page, 1 to 75; 25 when left out. */
                $pagesize?: string;
                /** @description Number of the first item, from 1; not together with `$pagenum`/`$pagesize`. */
                $rangestart?: string;
                /** @description Items of the range, 1 to 75; 25 when left out. */
                $rangesize?: string;
                /** @description The attribute to sort by. */
                $sort?: string;
                /** @description `asc` (when left out) or `desc`; only together with `$sort`. */
                $order?: string;
                /** @description `yes` answers with the number of items instead of the items. */
                $count?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The clients */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["listClients.200"];
                    "application/xml": components["schemas"]["listClients.200"];
                };
            };
            /** @description There are none */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-102` Unsupported value for query parameter '<query_parameter>'. Only the following values are supported: '<allowed_values>'.
             *
             *     `400-120` Unsupported combination of query parameters: pagination and range query parameters cannot be mixed in the same request.
             *
             *     `400-124` $order query parameter must be accompanied by $sort.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    createClient: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["createClient.body"];
                "application/xml": components["schemas"]["createClient.body"];
            };
        };
        responses: {
            /** @description The client */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description The path of the client. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["createClient.201"];
                    "application/xml": components["schemas"]["createClient.201"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    readClient: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The client */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["readClient.200"];
                    "application/xml": components["schemas"]["readClient.200"];
                };
            };
            400: components["responses"]["400-101"];
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    editClient: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["editClient.body"];
                "application/xml": components["schemas"]["editClient.body"];
            };
        };
        responses: {
            /** @description The client */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["editClient.200"];
                    "application/xml": components["schemas"]["editClient.200"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    listCustomAttributes: {
        parameters: {
            query?: {
                /** @description Number of the page, from 1; not together with `$rangestart`/`$rangesize`. */
                $pagenum?: string;
                /** @description Items of one page, 1 to 75; 25 when left out. */
                $pagesize?: string;
                /** @description Number of the first item, from 1; not together with `$pagenum`/`$pagesize`. */
                $rangestart?: string;
                /** @description Items of the range, 1 to 75; 25 when left out. */
                $rangesize?: string;
                /** @description The attribute to sort by. */
                $sort?: string;
                /** @description `asc` (when left out) or `desc`; only together with `$sort`. */
                $order?: string;
                /** @description `yes` answers with the number of items instead of the items. */
                $count?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customAttributes */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["listCustomAttributes.200"];
                    "application/xml": components["schemas"]["listCustomAttributes.200"];
                };
            };
            /** @description There are none */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-102` Unsupported value for query parameter '<query_parameter>'. Only the following values are supported: '<allowed_values>'.
             *
             *     `400-120` Unsupported combination of query parameters: pagination and range query parameters cannot be mixed in the same request.
             *
             *     `400-124` $order query parameter must be accompanied by $sort.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    createCustomAttribute: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["createCustomAttribute.body"];
                "application/xml": components["schemas"]["createCustomAttribute.body"];
            };
        };
        responses: {
            /** @description The customAttribute */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description The path of the customAttribute. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["createCustomAttribute.201"];
                    "application/xml": components["schemas"]["createCustomAttribute.201"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    readCustomAttribute: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customAttribute */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["readCustomAttribute.200"];
                    "application/xml": components["schemas"]["readCustomAttribute.200"];
                };
            };
            400: components["responses"]["400-101"];
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    editCustomAttribute: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["editCustomAttribute.body"];
                "application/xml": components["schemas"]["editCustomAttribute.body"];
            };
        };
        responses: {
            /** @description The customAttribute */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["editCustomAttribute.200"];
                    "application/xml": components["schemas"]["editCustomAttribute.200"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    listDepartments: {
        parameters: {
            query?: {
                /** @description Number of the page, from 1; not together with `$rangestart`/`$rangesize`. */
                $pagenum?: string;
                /** @description Items of one page, 1 to 75; 25 when left out. */
                $pagesize?: string;
                /** @description Number of the first item, from 1; not together with `$pagenum`/`$pagesize`. */
                $rangestart?: string;
                /** @description Items of the range, 1 to 75; 25 when left out. */
                $rangesize?: string;
                /** @description The attribute to sort by. */
                $sort?: string;
                /** @description `asc` (when left out) or `desc`; only together with `$sort`. */
                $order?: string;
                /** @description `yes` answers with the number of items instead of the items. */
                $count?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The departments */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["listDepartments.200"];
                    "application/xml": components["schemas"]["listDepartments.200"];
                };
            };
            /** @description There are none */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-102` Unsupported value for query parameter '<query_parameter>'. Only the following values are supported: '<allowed_values>'.
             *
             *     `400-120` Unsupported combination of query parameters: pagination and range query parameters cannot be mixed in the same request.
             *
             *     `400-124` $order query parameter must be accompanied by $sort.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    createDepartment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["createDepartment.body"];
                "application/xml": components["schemas"]["createDepartment.body"];
            };
        };
        responses: {
            /** @description The department */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description The path of the department. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["createDepartment.201"];
                    "application/xml": components["schemas"]["createDepartment.201"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    readDepartment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The department */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["readDepartment.200"];
                    "application/xml": components["schemas"]["readDepartment.200"];
                };
            };
            400: components["responses"]["400-101"];
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    editDepartment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["editDepartment.body"];
                "application/xml": components["schemas"]["editDepartment.body"];
            };
        };
        responses: {
            /** @description The department */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["editDepartment.200"];
                    "application/xml": components["schemas"]["editDepartment.200"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    listInboundAccounts: {
        parameters: {
            query?: {
                /** @description Number of the page, from 1; not together with `$rangestart`/`$rangesize`. */
                $pagenum?: string;
                /** @description Items of one page, 1 to 75; 25 when left out. */
                $pagesize?: string;
                /** @description Number of the first item, from 1; not together with `$pagenum`/`$pagesize`. */
                $rangestart?: string;
                /** @description Items of the range, 1 to 75; 25 when left out. */
                $rangesize?: string;
                /** @description The attribute to sort by. */
                $sort?: string;
                /** @description `asc` (when left out) or `desc`; only together with `$sort`. */
                $order?: string;
                /** @description `yes` answers with the number of items instead of the items. */
                $count?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The inboundAccounts */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["listInboundAccounts.200"];
                    "application/xml": components["schemas"]["listInboundAccounts.200"];
                };
            };
            /** @description There are none */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-102` Unsupported value for query parameter '<query_parameter>'. Only the following values are supported: '<allowed_values>'.
             *
             *     `400-120` Unsupported combination of query parameters: pagination and range query parameters cannot be mixed in the same request.
             *
             *     `400-124` $order query parameter must be accompanied by $sort.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    createInboundAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["createInboundAccount.body"];
                "application/xml": components["schemas"]["createInboundAccount.body"];
            };
        };
        responses: {
            /** @description The inboundAccount */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description The path of the inboundAccount. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["createInboundAccount.201"];
                    "application/xml": components["schemas"]["createInboundAccount.201"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    readInboundAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The inboundAccount */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["readInboundAccount.200"];
                    "application/xml": components["schemas"]["readInboundAccount.200"];
                };
            };
            400: components["responses"]["400-101"];
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    editInboundAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["editInboundAccount.body"];
                "application/xml": components["schemas"]["editInboundAccount.body"];
            };
        };
        responses: {
            /** @description The inboundAccount */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["editInboundAccount.200"];
                    "application/xml": components["schemas"]["editInboundAccount.200"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    listIssueTypes: {
        parameters: {
            query?: {
                /** @description Number of the page, from 1; not together with `$rangestart`/`$rangesize`. */
                $pagenum?: string;
                /** @description Items of one page, 1 to 75; 25 when left out. */
                $pagesize?: string;
                /** @description Number of the first item, from 1; not together with `$pagenum`/`$pagesize`. */
                $rangestart?: string;
                /** @description Items of the range, 1 to 75; 25 when left out. */
                $rangesize?: string;
                /** @description The attribute to sort by. */
                $sort?: string;
                /** @description `asc` (when left out) or `desc`; only together with `$sort`. */
                $order?: string;
                /** @description `yes` answers with the number of items instead of the items. */
                $count?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The issueTypes */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["listIssueTypes.200"];
                    "application/xml": components["schemas"]["listIssueTypes.200"];
                };
            };
            /** @description There are none */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-102` Unsupported value for query parameter '<query_parameter>'. Only the following values are supported: '<allowed_values>'.
             *
             *     `400-120` Unsupported combination of query parameters: pagination and range query parameters cannot be mixed in the same request.
             *
             *     `400-124` $order query parameter must be accompanied by $sort.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    createIssueType: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["createIssueType.body"];
                "application/xml": components["schemas"]["createIssueType.body"];
            };
        };
        responses: {
            /** @description The issueType */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description The path of the issueType. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["createIssueType.201"];
                    "application/xml": components["schemas"]["createIssueType.201"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    readIssueType: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The issueType */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["readIssueType.200"];
                    "application/xml": components["schemas"]["readIssueType.200"];
                };
            };
            400: components["responses"]["400-101"];
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    editIssueType: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["editIssueType.body"];
                "application/xml": components["schemas"]["editIssueType.body"];
            };
        };
        responses: {
            /** @description The issueType */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["editIssueType.200"];
                    "application/xml": components["schemas"]["editIssueType.200"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    listMessageCenters: {
        parameters: {
            query?: {
                /** @description Number of the page, from 1; not together with `$rangestart`/`$rangesize`. */
                $pagenum?: string;
                /** @description Items of one page, 1 to 75; 25 when left out. */
                $pagesize?: string;
                /** @description Number of the first item, from 1; not together with `$pagenum`/`$pagesize`. */
                $rangestart?: string;
                /** @description Items of the range, 1 to 75; 25 when left out. */
                $rangesize?: string;
                /** @description The attribute to sort by. */
                $sort?: string;
                /** @description `asc` (when left out) or `desc`; only together with `$sort`. */
                $order?: string;
                /** @description `yes` answers with the number of items instead of the items. */
                $count?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The messageCenters */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["listMessageCenters.200"];
                    "application/xml": components["schemas"]["listMessageCenters.200"];
                };
            };
            /** @description There are none */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-102` Unsupported value for query parameter '<query_parameter>'. Only the following values are supported: '<allowed_values>'.
             *
             *     `400-120` Unsupported combination of query parameters: pagination and range query parameters cannot be mixed in the same request.
             *
             *     `400-124` $order query parameter must be accompanied by $sort.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    createMessageCenter: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["createMessageCenter.body"];
                "application/xml": components["schemas"]["createMessageCenter.body"];
            };
        };
        responses: {
            /** @description The messageCenter */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description The path of the messageCenter. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["createMessageCenter.201"];
                    "application/xml": components["schemas"]["createMessageCenter.201"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    readMessageCenter: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The messageCenter */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["readMessageCenter.200"];
                    "application/xml": components["schemas"]["readMessageCenter.200"];
                };
            };
            400: components["responses"]["400-101"];
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    editMessageCenter: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["editMessageCenter.body"];
                "application/xml": components["schemas"]["editMessageCenter.body"];
            };
        };
        responses: {
            /** @description The messageCenter */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["editMessageCenter.200"];
                    "application/xml": components["schemas"]["editMessageCenter.200"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    exportPartition: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The partition document */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["exportPartition.200"];
                    "application/xml": components["schemas"]["exportPartition.200"];
                };
            };
            400: components["responses"]["400-101"];
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    applyPartition: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["applyPartition.body"];
                "application/xml": components["schemas"]["applyPartition.body"];
            };
        };
        responses: {
            /** @description Ids by natural key, and what was created, changed and left alone */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["applyPartition.200"];
                    "application/xml": components["schemas"]["applyPartition.200"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    mergePartition: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["mergePartition.body"];
                "application/xml": components["schemas"]["mergePartition.body"];
            };
        };
        responses: {
            /** @description Ids by natural key, and what was created, changed and left alone */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["mergePartition.200"];
                    "application/xml": components["schemas"]["mergePartition.200"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    listQueues: {
        parameters: {
            query?: {
                /** @description Number of the page, from 1; not together with `$rangestart`/`$rangesize`. */
                $pagenum?: string;
                /** @description Items of one page, 1 to 75; 25 when left out. */
                $pagesize?: string;
                /** @description Number of the first item, from 1; not together with `$pagenum`/`$pagesize`. */
                $rangestart?: string;
                /** @description Items of the range, 1 to 75; 25 when left out. */
                $rangesize?: string;
                /** @description The attribute to sort by. */
                $sort?: string;
                /** @description `asc` (when left out) or `desc`; only together with `$sort`. */
                $order?: string;
                /** @description `yes` answers with the number of items instead of the items. */
                $count?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The queues */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["listQueues.200"];
                    "application/xml": components["schemas"]["listQueues.200"];
                };
            };
            /** @description There are none */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-102` Unsupported value for query parameter '<query_parameter>'. Only the following values are supported: '<allowed_values>'.
             *
             *     `400-120` Unsupported combination of query parameters: pagination and range query parameters cannot be mixed in the same request.
             *
             *     `400-124` $order query parameter must be accompanied by $sort.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    createQueue: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["createQueue.body"];
                "application/xml": components["schemas"]["createQueue.body"];
            };
        };
        responses: {
            /** @description The queue */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description The path of the queue. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["createQueue.201"];
                    "application/xml": components["schemas"]["createQueue.201"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    readQueue: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The queue */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["readQueue.200"];
                    "application/xml": components["schemas"]["readQueue.200"];
                };
            };
            400: components["responses"]["400-101"];
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    editQueue: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["editQueue.body"];
                "application/xml": components["schemas"]["editQueue.body"];
            };
        };
        responses: {
            /** @description The queue */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["editQueue.200"];
                    "application/xml": components["schemas"]["editQueue.200"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    getSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["getSettings.200"];
                    "application/xml": components["schemas"]["getSettings.200"];
                };
            };
            400: components["responses"]["400-101"];
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    editSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["editSettings.body"];
                "application/xml": components["schemas"]["editSettings.body"];
            };
        };
        responses: {
            /** @description The settings */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["editSettings.200"];
                    "application/xml": components["schemas"]["editSettings.200"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description Number of the page, from 1; not together with `$rangestart`/`$rangesize`. */
                $pagenum?: string;
                /** @description Items of one page, 1 to 75; 25 when left out. */
                $pagesize?: string;
                /** @description Number of the first item, from 1; not together with `$pagenum`/`$pagesize`. */
                $rangestart?: string;
                /** @description Items of the range, 1 to 75; 25 when left out. */
                $rangesize?: string;
                /** @description The attribute to sort by. */
                $sort?: string;
                /** @description `asc` (when left out) or `desc`; only together with `$sort`. */
                $order?: string;
                /** @description `yes` answers with the number of items instead of the items. */
                $count?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The users */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["listUsers.200"];
                    "application/xml": components["schemas"]["listUsers.200"];
                };
            };
            /** @description There are none */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-102` Unsupported value for query parameter '<query_parameter>'. Only the following values are supported: '<allowed_values>'.
             *
             *     `400-120` Unsupported combination of query parameters: pagination and range query parameters cannot be mixed in the same request.
             *
             *     `400-124` $order query parameter must be accompanied by $sort.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["createUser.body"];
                "application/xml": components["schemas"]["createUser.body"];
            };
        };
        responses: {
            /** @description The user */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description The path of the user. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["createUser.201"];
                    "application/xml": components["schemas"]["createUser.201"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    readUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["readUser.200"];
                    "application/xml": components["schemas"]["readUser.200"];
                };
            };
            400: components["responses"]["400-101"];
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    editUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["editUser.body"];
                "application/xml": components["schemas"]["editUser.body"];
            };
        };
        responses: {
            /** @description The user */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["editUser.200"];
                    "application/xml": components["schemas"]["editUser.200"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    logoutUserSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token is revoked on every node within 5 seconds. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400-101"];
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    searchActivity: {
        parameters: {
            query?: {
                /** @description The case of the activities. */
                caseID?: string;
                /** @description The customer of the activities. From a customer: the same as `customer`. */
                customerID?: string;
                /** @description The name of their department, without regard to case. Only for: user, client. */
                department?: string;
                /** @description The queue that they are in. Only for: user, client. */
                queueID?: string;
                /** @description `value` or `value:substatus`: open, in_workflow, in_workflow:ready_for_inbound_workflow, in_workflow:ready_for_outbound_workflow, in_workflow:ready_for_general_workflow, in_workflow:ready_for_transfer_workflow, in_workflow:error, awaiting_assignment, awaiting_assignment:ready_for_assignment, awaiting_assignment:ucce_awaiting_assignment, assigned, assigned:new, assigned:in_progress, in_precompletion, in_precompletion:in_precompletion, completed, completed:done, completed:abandoned_chat; `open` is whatever is not completed. From customers: open, completed. */
                status?: string;
                /** @description One of email, social, call_track, chat, task; only with another filter. */
                type?: string;
                /** @description One of inbound, outbound, none. */
                mode?: string;
                /** @description `[start,end]`, both included; either may be left out. */
                created?: string;
                /** @description `[start,end]`, both included; either may be left out. */
                lastModified?: string;
                /** @description A JSON list of up to 10 of `{"object":"activity","name":…,"value":…}`: custom attributes that have the value. */
                custom?: string;
                /** @description The id of the user who works on them. Only for: user, client. */
                assignedTo?: string;
                /** @description The login of the user who works on them. Only for: user, client. */
                assignedUserName?: string;
                /** @description `yes` or `no`: whether the customer has read them. */
                read?: string;
                /** @description `yes` or `no`. */
                secure?: string;
                /** @description The language of the activities, such as `en`. Only for: user, client. */
                language?: string;
                /** @description Words of subject and content, in the language of each activity; `"…"` for a phrase, `OR`, `-` for without. New text is found within seconds. */
                text?: string;
                /** @description A customer on whom the caller holds a grant, to read for it. Only for: customer. */
                customer?: string;
                /** @description Members beyond the summary, as for a single activity; never the content. */
                $attribute?: string;
                /** @description Number of the page, from 1; not together with `$rangestart`/`$rangesize`. */
                $pagenum?: string;
                /** @description Items of one page, 1 to 75; 25 when left out. */
                $pagesize?: string;
                /** @description Number of the first item, from 1; not together with `$pagenum`/`$pagesize`. */
                $rangestart?: string;
                /** @description Items of the range, 1 to 75; 25 when left out. */
                $rangesize?: string;
                /** @description The attribute to sort by. */
                $sort?: string;
                /** @description `asc` (when left out) or `desc`; only together with `$sort`. */
                $order?: string;
                /** @description `yes` answers with the number of items instead of the items. */
                $count?: string;
                /** @description Where the page before ended, as its link `next` has it; only with everything else of that link. */
                $cursor?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "activity": [ … ], "paginationInfo": { … } }`, or `{ "link": …, "count": n }`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["searchActivity.200"];
                    "application/xml": components["schemas"]["searchActivity.200"];
                };
            };
            /** @description Nothing found, or a page beyond the last. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-102` Unsupported value for query parameter '<query_parameter>'. Only the following values are supported: '<allowed_values>'.
             *
             *     `400-112` Required query parameter(s) is missing. The following parameters are required: '<query_parameter>'.
             *
             *     `400-116` Unsupported value for $attribute query parameter: '<$attribute_value>'. Only the following attributes are supported: '<supported_attribute_list>'.
             *
             *     `400-120` Unsupported combination of query parameters: pagination and range query parameters cannot be mixed in the same request.
             *
             *     `400-124` $order query parameter must be accompanied by $sort.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             *
             *     `400-614` At least one additional query parameter apart from the query parameter 'type' must be provided.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    editActivity: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description The `ETag` that the resource was read with, or a list of them: it is changed only if it is still in that state. Instead of, or besides, `lastModified` in the body. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["editActivity.body"];
                "application/xml": components["schemas"]["editActivity.body"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description Of the activity as it is now. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-194` The following IDs supplied in the request body were not found: '<resource_id>'.
             *
             *     `400-253` This operation cannot be performed on the following <resource> as they are not in open status: <resource_id>.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            /**
             * @description `409-100` Last modified date provided in the request body for the following <resource> do not match: <resource_id>.
             *
             *     `409-101` A request with the same 'Idempotency-Key' is still being processed.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            412: components["responses"]["412-100"];
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    getActivityByIds: {
        parameters: {
            query?: {
                /** @description A customer on whom the caller holds a grant, to read for it. Only for: customer. */
                customer?: string;
                /** @description Members beyond the summary: all, custom.<name>, created, createdBy, payload, lastDepartment, contactPointData, userLastWorked, classifications, language; customers: created, createdBy, payload. */
                $attribute?: string;
                /** @description One of id, case, created, department, dueDate, lastModified. Only for: user, client. */
                $sort?: string;
                /** @description `asc` or `desc`, with `$sort`. Only for: user, client. */
                $order?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description One id or up to 75, separated by commas. */
                ids: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "activity": [ … ] }`, in the order of the ids unless sorted. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description Of a single activity, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["getActivityByIds.200"];
                    "application/xml": components["schemas"]["getActivityByIds.200"];
                };
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-102` Unsupported value for query parameter '<query_parameter>'. Only the following values are supported: '<allowed_values>'.
             *
             *     `400-116` Unsupported value for $attribute query parameter: '<$attribute_value>'. Only the following attributes are supported: '<supported_attribute_list>'.
             *
             *     `400-124` $order query parameter must be accompanied by $sort.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    "hide-activities": {
        parameters: {
            query?: {
                /** @description A customer on whom the caller holds a grant, to read for it. Only for: customer. */
                customer?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description One id or up to 75, separated by commas. */
                ids: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-203` Request body is not allowed.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["409-101"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    getActivityAttachments: {
        parameters: {
            query?: {
                /** @description Whom a customer reads for Only for: customer. */
                customer?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description One id or up to 75, separated by commas. */
                ids: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The attachments */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["getActivityAttachments.200"];
                    "application/xml": components["schemas"]["getActivityAttachments.200"];
                };
            };
            /** @description There are none */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    deleteCompletedActivityAttachments: {
        parameters: {
            query?: {
                /** @description `yes` keeps what is shown within the content. */
                preserveInlineAttachment?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description One id or up to 75, separated by commas. */
                ids: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Purged. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-102` Unsupported value for query parameter '<query_parameter>'. Only the following values are supported: '<allowed_values>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-203` Request body is not allowed.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["409-101"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    getActivityAttachmentDetails: {
        parameters: {
            query?: {
                /** @description Whom a customer reads for Only for: customer. */
                customer?: string;
                /** @description More to show: contentUrl, all */
                $attribute?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description One id or up to 75, separated by commas. */
                ids: string;
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The attachment */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["getActivityAttachmentDetails.200"];
                    "application/xml": components["schemas"]["getActivityAttachmentDetails.200"];
                };
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-116` Unsupported value for $attribute query parameter: '<$attribute_value>'. Only the following attributes are supported: '<supported_attribute_list>'.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    changeCaseOfActivities: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description One id or up to 75, separated by commas. */
                ids: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["changeCaseOfActivities.body"];
                "application/xml": components["schemas"]["changeCaseOfActivities.body"];
            };
        };
        responses: {
            /** @description Moved to a new case. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description The path of the case. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Moved to the case that was named. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-194` The following IDs supplied in the request body were not found: '<resource_id>'.
             *
             *     `400-253` This operation cannot be performed on the following <resource> as they are not in open status: <resource_id>.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["409-101"];
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    CreatEmailResponse: {
        parameters: {
            query?: {
                /** @description Id of the customer for whom the logged-in customer creates the activity; needs a grant (Q-3). Only for: customer. */
                customer?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description One id or up to 75, separated by commas. */
                ids: string;
            };
            cookie?: never;
        };
        /** @description One activity. In multipart and form bodies it is the field `data`, its media type the field `data-type` (H-4). */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatEmailResponse.body"];
                "application/xml": components["schemas"]["CreatEmailResponse.body"];
                "multipart/form-data": components["schemas"]["CreatEmailResponse.body"];
                "application/x-www-form-urlencoded": components["schemas"]["CreatEmailResponse.body"];
                "text/plain": components["schemas"]["CreatEmailResponse.body"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description The path of the activity. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-194` The following IDs supplied in the request body were not found: '<resource_id>'.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["409-101"];
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    createActivityNote: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description One id or up to 75, separated by commas. */
                ids: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["createActivityNote.body"];
                "application/xml": components["schemas"]["createActivityNote.body"];
            };
        };
        responses: {
            /** @description Added. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description The path of the note. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             *
             *     `400-387` The following attribute in request body cannot be empty: '<attribute_name>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["409-101"];
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    getNoteOfActivity: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description One id or up to 75, separated by commas. */
                ids: string;
                /** @description The noteid of the resource. */
                noteid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "note": [ … ] }` */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["getNoteOfActivity.200"];
                    "application/xml": components["schemas"]["getNoteOfActivity.200"];
                };
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-603` <ID> provided in URI path were not found for '<resource>' resource with id <resource_id>.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    getNotesOfActivity: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description One id or up to 75, separated by commas. */
                ids: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "note": [ … ] }` */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["getNotesOfActivity.200"];
                    "application/xml": components["schemas"]["getNotesOfActivity.200"];
                };
            };
            /** @description There are none. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    deleteActivityNotes: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description One id or up to 75, separated by commas. */
                ids: string;
                /** @description The noteids of the resource. */
                noteids: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-203` Request body is not allowed.
             *
             *     `400-603` <ID> provided in URI path were not found for '<resource>' resource with id <resource_id>.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["409-101"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    "mark-activities-read": {
        parameters: {
            query?: {
                /** @description A customer on whom the caller holds a grant, to read for it. Only for: customer. */
                customer?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description One id or up to 75, separated by commas. */
                ids: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-203` Request body is not allowed.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["409-101"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    "mark-activities-unread": {
        parameters: {
            query?: {
                /** @description A customer on whom the caller holds a grant, to read for it. Only for: customer. */
                customer?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description One id or up to 75, separated by commas. */
                ids: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-203` Request body is not allowed.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["409-101"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    getActivityAttributes: {
        parameters: {
            query?: {
                /** @description Required: all, or some of type, language, custom. */
                $attribute?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "attribute": [ … ], "resource": "activity" }` */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["getActivityAttributes.200"];
                    "application/xml": components["schemas"]["getActivityAttributes.200"];
                };
            };
            /** @description There is nothing of what was asked for. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-112` Required query parameter(s) is missing. The following parameters are required: '<query_parameter>'.
             *
             *     `400-116` Unsupported value for $attribute query parameter: '<$attribute_value>'. Only the following attributes are supported: '<supported_attribute_list>'.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    changeCustomerOfActivities: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["changeCustomerOfActivities.body"];
                "application/xml": components["schemas"]["changeCustomerOfActivities.body"];
            };
        };
        responses: {
            /** @description Changed. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-126` Target customer in the request body and original customer of the case are same.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-194` The following IDs supplied in the request body were not found: '<resource_id>'.
             *
             *     `400-253` This operation cannot be performed on the following <resource> as they are not in open status: <resource_id>.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["409-101"];
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    editCompletedActivity: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description The `ETag` that the resource was read with, or a list of them: it is changed only if it is still in that state. Instead of, or besides, `lastModified` in the body. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["editCompletedActivity.body"];
                "application/xml": components["schemas"]["editCompletedActivity.body"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description Of the activity as it is now. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-194` The following IDs supplied in the request body were not found: '<resource_id>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            /**
             * @description `409-100` Last modified date provided in the request body for the following <resource> do not match: <resource_id>.
             *
             *     `409-101` A request with the same 'Idempotency-Key' is still being processed.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            412: components["responses"]["412-100"];
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    "create-incoming-email-activity": {
        parameters: {
            query?: {
                /** @description Id of the customer for whom the logged-in customer creates the activity; needs a grant (Q-3). Only for: customer. */
                customer?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description One activity. In multipart and form bodies it is the field `data`, its media type the field `data-type` (H-4). */
        requestBody: {
            content: {
                "application/json": components["schemas"]["create-incoming-email-activity.body"];
                "application/xml": components["schemas"]["create-incoming-email-activity.body"];
                "multipart/form-data": components["schemas"]["create-incoming-email-activity.body"];
                "application/x-www-form-urlencoded": components["schemas"]["create-incoming-email-activity.body"];
                "text/plain": components["schemas"]["create-incoming-email-activity.body"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description The path of the activity. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-194` The following IDs supplied in the request body were not found: '<resource_id>'.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["409-101"];
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    "explain-incoming-email-activity": {
        parameters: {
            query?: {
                /** @description Id of the customer for whom the logged-in customer creates the activity; needs a grant (Q-3). Only for: customer. */
                customer?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description One activity. In multipart and form bodies it is the field `data`, its media type the field `data-type` (H-4). */
        requestBody: {
            content: {
                "application/json": components["schemas"]["explain-incoming-email-activity.body"];
                "application/xml": components["schemas"]["explain-incoming-email-activity.body"];
                "multipart/form-data": components["schemas"]["explain-incoming-email-activity.body"];
                "application/x-www-form-urlencoded": components["schemas"]["explain-incoming-email-activity.body"];
                "text/plain": components["schemas"]["explain-incoming-email-activity.body"];
            };
        };
        responses: {
            /** @description What would happen, clause by clause. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["explain-incoming-email-activity.200"];
                    "application/xml": components["schemas"]["explain-incoming-email-activity.200"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    maskActivity: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description The `ETag` that the resource was read with, or a list of them: it is changed only if it is still in that state. Instead of, or besides, `lastModified` in the body. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["maskActivity.body"];
                "application/xml": components["schemas"]["maskActivity.body"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description Of the activity as it is now. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-194` The following IDs supplied in the request body were not found: '<resource_id>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            /**
             * @description `409-100` Last modified date provided in the request body for the following <resource> do not match: <resource_id>.
             *
             *     `409-101` A request with the same 'Idempotency-Key' is still being processed.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            412: components["responses"]["412-100"];
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    searchCase: {
        parameters: {
            query?: {
                /** @description The customer of the cases. From a customer: the same as `customer`. */
                customerID?: string;
                /** @description The name of their department, without regard to case. Only for: user, client. */
                department?: string;
                /** @description One of open, open:new, open:open, open:pending, open:resolved, closed, closed:closed; from customers open or closed. */
                status?: string;
                /** @description One of urgent, high, medium, low. */
                severity?: string;
                /** @description The id that another system gave the case. Only for: user, client. */
                externalID?: string;
                /** @description A label that the cases carry. Only for: user, client. */
                label?: string;
                /** @description `[start,end]`, both included; either may be left out. */
                created?: string;
                /** @description `[start,end]`, both included; either may be left out. */
                lastModified?: string;
                /** @description `[start,end]`, both included; either may be left out. */
                lastClosed?: string;
                /** @description A JSON list of up to 10 of `{"object":"case","name":…,"value":…}`: custom attributes that have the value. Only for: user, client. */
                custom?: string;
                /** @description Words of the subject, or of an activity of the case, as in the search of activities. */
                text?: string;
                /** @description A customer on whom the caller holds a grant, to read for it. Only for: customer. */
                customer?: string;
                /** @description `all`; a case is shown with all its members anyway. */
                $attribute?: string;
                /** @description Number of the page, from 1; not together with `$rangestart`/`$rangesize`. */
                $pagenum?: string;
                /** @description Items of one page, 1 to 75; 25 when left out. */
                $pagesize?: string;
                /** @description Number of the first item, from 1; not together with `$pagenum`/`$pagesize`. */
                $rangestart?: string;
                /** @description Items of the range, 1 to 75; 25 when left out. */
                $rangesize?: string;
                /** @description The attribute to sort by. */
                $sort?: string;
                /** @description `asc` (when left out) or `desc`; only together with `$sort`. */
                $order?: string;
                /** @description `yes` answers with the number of items instead of the items. */
                $count?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "case": [ … ], "paginationInfo": { … } }`, or `{ "link": …, "count": n }`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["searchCase.200"];
                    "application/xml": components["schemas"]["searchCase.200"];
                };
            };
            /** @description Nothing found, or a page beyond the last. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-102` Unsupported value for query parameter '<query_parameter>'. Only the following values are supported: '<allowed_values>'.
             *
             *     `400-116` Unsupported value for $attribute query parameter: '<$attribute_value>'. Only the following attributes are supported: '<supported_attribute_list>'.
             *
             *     `400-120` Unsupported combination of query parameters: pagination and range query parameters cannot be mixed in the same request.
             *
             *     `400-124` $order query parameter must be accompanied by $sort.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             *
             *     `400-245` At least one of the following API specific query parameters is required: '<query_parameter_list>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    editCase: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description The `ETag` that the resource was read with, or a list of them: it is changed only if it is still in that state. Instead of, or besides, `lastModified` in the body. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["editCase.body"];
                "application/xml": components["schemas"]["editCase.body"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description Of the case as it is now. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-194` The following IDs supplied in the request body were not found: '<resource_id>'.
             *
             *     `400-253` This operation cannot be performed on the following <resource> as they are not in open status: <resource_id>.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            /**
             * @description `409-100` Last modified date provided in the request body for the following <resource> do not match: <resource_id>.
             *
             *     `409-101` A request with the same 'Idempotency-Key' is still being processed.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            412: components["responses"]["412-100"];
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    getCasesByIds: {
        parameters: {
            query?: {
                /** @description A customer on whom the caller holds a grant, to read for it. Only for: customer. */
                customer?: string;
                /** @description `all`; a case is shown with all its members anyway. */
                $attribute?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description One id or up to 75, separated by commas. */
                ids: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "case": [ … ] }`, in the order of the ids. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description Of a single case, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["getCasesByIds.200"];
                    "application/xml": components["schemas"]["getCasesByIds.200"];
                };
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-116` Unsupported value for $attribute query parameter: '<$attribute_value>'. Only the following attributes are supported: '<supported_attribute_list>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    changeCustomerOfCase: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description One id or up to 75, separated by commas. */
                ids: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["changeCustomerOfCase.body"];
                "application/xml": components["schemas"]["changeCustomerOfCase.body"];
            };
        };
        responses: {
            /** @description Changed. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-126` Target customer in the request body and original customer of the case are same.
             *
             *     `400-127` Target customer sent in the request body does not exist: <customer_id>.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-253` This operation cannot be performed on the following <resource> as they are not in open status: <resource_id>.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["409-101"];
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    closeCase: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description One id or up to 75, separated by commas. */
                ids: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Closed. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-203` Request body is not allowed.
             *
             *     `400-253` This operation cannot be performed on the following <resource> as they are not in open status: <resource_id>.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["409-101"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    createCaseNote: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description One id or up to 75, separated by commas. */
                ids: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["createCaseNote.body"];
                "application/xml": components["schemas"]["createCaseNote.body"];
            };
        };
        responses: {
            /** @description Added. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description The path of the note. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             *
             *     `400-387` The following attribute in request body cannot be empty: '<attribute_name>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["409-101"];
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    getNoteOfCase: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description One id or up to 75, separated by commas. */
                ids: string;
                /** @description The noteid of the resource. */
                noteid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "note": [ … ] }` */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["getNoteOfCase.200"];
                    "application/xml": components["schemas"]["getNoteOfCase.200"];
                };
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-603` <ID> provided in URI path were not found for '<resource>' resource with id <resource_id>.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    getNotesOfCase: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description One id or up to 75, separated by commas. */
                ids: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "note": [ … ] }` */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["getNotesOfCase.200"];
                    "application/xml": components["schemas"]["getNotesOfCase.200"];
                };
            };
            /** @description There are none. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    deleteCaseNotes: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description One id or up to 75, separated by commas. */
                ids: string;
                /** @description The noteids of the resource. */
                noteids: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-203` Request body is not allowed.
             *
             *     `400-603` <ID> provided in URI path were not found for '<resource>' resource with id <resource_id>.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["409-101"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    getCaseAttributes: {
        parameters: {
            query?: {
                /** @description Required: all or custom. */
                $attribute?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "attribute": [ … ], "resource": "case" }` */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["getCaseAttributes.200"];
                    "application/xml": components["schemas"]["getCaseAttributes.200"];
                };
            };
            /** @description There are none. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-112` Required query parameter(s) is missing. The following parameters are required: '<query_parameter>'.
             *
             *     `400-116` Unsupported value for $attribute query parameter: '<$attribute_value>'. Only the following attributes are supported: '<supported_attribute_list>'.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    editClosedCase: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description The `ETag` that the resource was read with, or a list of them: it is changed only if it is still in that state. Instead of, or besides, `lastModified` in the body. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["editClosedCase.body"];
                "application/xml": components["schemas"]["editClosedCase.body"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description Of the case as it is now. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-194` The following IDs supplied in the request body were not found: '<resource_id>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            /**
             * @description `409-100` Last modified date provided in the request body for the following <resource> do not match: <resource_id>.
             *
             *     `409-101` A request with the same 'Idempotency-Key' is still being processed.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            412: components["responses"]["412-100"];
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    caseLookup: {
        parameters: {
            query?: {
                /** @description `all`; a case is shown with all its members anyway. */
                $attribute?: string;
                /** @description Number of the page, from 1; not together with `$rangestart`/`$rangesize`. */
                $pagenum?: string;
                /** @description Items of one page, 1 to 75; 25 when left out. */
                $pagesize?: string;
                /** @description Number of the first item, from 1; not together with `$pagenum`/`$pagesize`. */
                $rangestart?: string;
                /** @description Items of the range, 1 to 75; 25 when left out. */
                $rangesize?: string;
                /** @description The attribute to sort by. */
                $sort?: string;
                /** @description `asc` (when left out) or `desc`; only together with `$sort`. */
                $order?: string;
                /** @description `yes` answers with the number of items instead of the items. */
                $count?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["caseLookup.body"];
                "application/xml": components["schemas"]["caseLookup.body"];
            };
        };
        responses: {
            /** @description `{ "case": [ … ], "paginationInfo": { … } }`, or `{ "link": …, "count": n }`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["caseLookup.200"];
                    "application/xml": components["schemas"]["caseLookup.200"];
                };
            };
            /** @description Nothing found, or a page beyond the last. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-102` Unsupported value for query parameter '<query_parameter>'. Only the following values are supported: '<allowed_values>'.
             *
             *     `400-116` Unsupported value for $attribute query parameter: '<$attribute_value>'. Only the following attributes are supported: '<supported_attribute_list>'.
             *
             *     `400-120` Unsupported combination of query parameters: pagination and range query parameters cannot be mixed in the same request.
             *
             *     `400-124` $order query parameter must be accompanied by $sort.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    createCustomer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description The customerType of the resource. */
                customerType: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["createCustomer.body"];
                "application/xml": components["schemas"]["createCustomer.body"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description The path of the customer. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-110"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["409-101"];
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    editCustomer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description The customerType of the resource. */
                customerType: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["editCustomer.body"];
                "application/xml": components["schemas"]["editCustomer.body"];
            };
        };
        responses: {
            /** @description Edited. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description The entity tag of the customer now. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-194` The following IDs supplied in the request body were not found: '<resource_id>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-110"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            /**
             * @description `409-100` Last modified date provided in the request body for the following <resource> do not match: <resource_id>.
             *
             *     `409-101` A request with the same 'Idempotency-Key' is still being processed.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            412: components["responses"]["412-100"];
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    searchCustomers: {
        parameters: {
            query?: {
                /** @description An email address of a contact; without regard to case. Only for: user, client. */
                email?: string;
                /** @description A phone number, with or without country code, area code and extension; only digits count. Only for: user, client. */
                phone?: string;
                /** @description The id of a contact's account of type twitter; without regard to case. Only for: user, client. */
                twitterId?: string;
                /** @description The id of a contact's account of type facebook; without regard to case. Only for: user, client. */
                facebookId?: string;
                /** @description The id of a contact's account of type instagram; without regard to case. Only for: user, client. */
                instagramId?: string;
                /** @description The id of a contact's account of type community; without regard to case. Only for: user, client. */
                communityId?: string;
                /** @description A JSON list of up to 10 of `{"object":"customer","name":…,"value":…}`: custom attributes that have the value. Only for: user, client. */
                custom?: string;
                /** @description `[start,end]`, both included; either may be left out. Only for: user, client. */
                created?: string;
                /** @description One of individual, group, corporate; only with another filter. Only for: user, client. */
                type?: string;
                /** @description Beginnings of words of the name, all of which it has; without regard to case. Only for: user, client. */
                customerName?: string;
                /** @description The name of their department. With departmentalization, client applications have to say it. Only for: user, client. */
                department?: string;
                /** @description `all`; a customer is shown with all its members anyway. */
                $attribute?: string;
                /** @description Number of the page, from 1; not together with `$rangestart`/`$rangesize`. Only for: user, client. */
                $pagenum?: string;
                /** @description Items of one page, 1 to 75; 25 when left out. Only for: user, client. */
                $pagesize?: string;
                /** @description Number of the first item, from 1; not together with `$pagenum`/`$pagesize`. Only for: user, client. */
                $rangestart?: string;
                /** @description Items of the range, 1 to 75; 25 when left out. Only for: user, client. */
                $rangesize?: string;
                /** @description The attribute to sort by. Only for: user, client. */
                $sort?: string;
                /** @description `asc` (when left out) or `desc`; only together with `$sort`. Only for: user, client. */
                $order?: string;
                /** @description `yes` answers with the number of items instead of the items. Only for: user, client. */
                $count?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "link": …, "customer": [ … ], "paginationInfo": { … } }`, or `{ "link": …, "count": n }`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description The entity tag, of the own profile. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["searchCustomers.200"];
                    "application/xml": components["schemas"]["searchCustomers.200"];
                };
            };
            /** @description Nothing found, or a page beyond the last. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-102` Unsupported value for query parameter '<query_parameter>'. Only the following values are supported: '<allowed_values>'.
             *
             *     `400-112` Required query parameter(s) is missing. The following parameters are required: '<query_parameter>'.
             *
             *     `400-116` Unsupported value for $attribute query parameter: '<$attribute_value>'. Only the following attributes are supported: '<supported_attribute_list>'.
             *
             *     `400-120` Unsupported combination of query parameters: pagination and range query parameters cannot be mixed in the same request.
             *
             *     `400-124` $order query parameter must be accompanied by $sort.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             *
             *     `400-245` At least one of the following API specific query parameters is required: '<query_parameter_list>'.
             *
             *     `400-614` At least one additional query parameter apart from the query parameter 'type' must be provided.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    deleteCustomerGrant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description An id. */
                id: string;
                /** @description The grantedcustomerid of the resource. */
                grantedcustomerid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken back; it holds from the next request on. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-203` Request body is not allowed.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["409-101"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    getCustomerGrant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "grantsOn": { "customer": [ … ] }, "grantsTo": … }`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["getCustomerGrant.200"];
                    "application/xml": components["schemas"]["getCustomerGrant.200"];
                };
            };
            /** @description There are none. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400-101"];
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    getCustomerMerges: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "merge": [ … ] }`, the latest first, each with how much of what has moved. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["getCustomerMerges.200"];
                    "application/xml": components["schemas"]["getCustomerMerges.200"];
                };
            };
            /** @description There are none. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400-101"];
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    getCustomerMergeMoves: {
        parameters: {
            query?: {
                /** @description Number of the page, from 1; not together with `$rangestart`/`$rangesize`. */
                $pagenum?: string;
                /** @description Items of one page, 1 to 75; 25 when left out. */
                $pagesize?: string;
                /** @description Number of the first item, from 1; not together with `$pagenum`/`$pagesize`. */
                $rangestart?: string;
                /** @description Items of the range, 1 to 75; 25 when left out. */
                $rangesize?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
                /** @description The mergedid of the resource. */
                mergedid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "move": [ { "object": "activity", "id": … }, … ], "paginationInfo": … }`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["getCustomerMergeMoves.200"];
                    "application/xml": components["schemas"]["getCustomerMergeMoves.200"];
                };
            };
            /** @description Nothing did, or a page beyond the last. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-120` Unsupported combination of query parameters: pagination and range query parameters cannot be mixed in the same request.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    createCustomeryNote: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["createCustomeryNote.body"];
                "application/xml": components["schemas"]["createCustomeryNote.body"];
            };
        };
        responses: {
            /** @description Added. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description The path of the note. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             *
             *     `400-387` The following attribute in request body cannot be empty: '<attribute_name>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["409-101"];
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    getNoteOfCustomer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
                /** @description The noteid of the resource. */
                noteid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "note": [ … ] }` */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["getNoteOfCustomer.200"];
                    "application/xml": components["schemas"]["getNoteOfCustomer.200"];
                };
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-603` <ID> provided in URI path were not found for '<resource>' resource with id <resource_id>.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    getNotesOfCustomer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "note": [ … ] }` */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["getNotesOfCustomer.200"];
                    "application/xml": components["schemas"]["getNotesOfCustomer.200"];
                };
            };
            /** @description There are none. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    deletecustomerNotes: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description An id. */
                id: string;
                /** @description The noteids of the resource. */
                noteids: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-203` Request body is not allowed.
             *
             *     `400-603` <ID> provided in URI path were not found for '<resource>' resource with id <resource_id>.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["409-101"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    obfuscateCustomer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nothing of it is left. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-203` Request body is not allowed.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["409-101"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    getCustomerAttributes: {
        parameters: {
            query?: {
                /** @description Required: all, or some of type, groupType, level, industry, contactType, identificationType, custom. */
                $attribute?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "attribute": [ … ], "resource": "customer" }` */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["getCustomerAttributes.200"];
                    "application/xml": components["schemas"]["getCustomerAttributes.200"];
                };
            };
            /** @description There is nothing of what was asked for. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-112` Required query parameter(s) is missing. The following parameters are required: '<query_parameter>'.
             *
             *     `400-116` Unsupported value for $attribute query parameter: '<$attribute_value>'. Only the following attributes are supported: '<supported_attribute_list>'.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    createCustomerGrant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["createCustomerGrant.body"];
                "application/xml": components["schemas"]["createCustomerGrant.body"];
            };
        };
        responses: {
            /** @description Granted. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description Where the grants of the customer are. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-194` The following IDs supplied in the request body were not found: '<resource_id>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["409-101"];
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    getCustomerGrantsContext: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "grantsOn": { "customer": [ … ] } }`, of those in force. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["getCustomerGrantsContext.200"];
                    "application/xml": components["schemas"]["getCustomerGrantsContext.200"];
                };
            };
            /** @description There are none. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400-101"];
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    mergeCustomer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["mergeCustomer.body"];
                "application/xml": components["schemas"]["mergeCustomer.body"];
            };
        };
        responses: {
            /** @description Merged. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description The entity tag of the target now. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-194` The following IDs supplied in the request body were not found: '<resource_id>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            /**
             * @description `409-100` Last modified date provided in the request body for the following <resource> do not match: <resource_id>.
             *
             *     `409-101` A request with the same 'Idempotency-Key' is still being processed.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            412: components["responses"]["412-100"];
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    previewCustomerMerge: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["previewCustomerMerge.body"];
                "application/xml": components["schemas"]["previewCustomerMerge.body"];
            };
        };
        responses: {
            /** @description `sourceCustomer`, `targetCustomer` as it would be afterwards, and how much of what would move: `moved`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["previewCustomerMerge.200"];
                    "application/xml": components["schemas"]["previewCustomerMerge.200"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-194` The following IDs supplied in the request body were not found: '<resource_id>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    initiatebulkcustomeroperation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The first line names the columns; `customerId` is the one that counts. */
        requestBody: {
            content: {
                "text/csv": components["schemas"]["initiatebulkcustomeroperation.body"];
                "multipart/form-data": components["schemas"]["initiatebulkcustomeroperation.body"];
            };
        };
        responses: {
            /** @description The `id` of the job. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description Where its progress is. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["initiatebulkcustomeroperation.202"];
                    "application/xml": components["schemas"]["initiatebulkcustomeroperation.202"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["409-101"];
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    csvfileoperationstatus: {
        parameters: {
            query?: {
                /** @description `successful` adds the entries that were done; `all` is the same. */
                $attribute?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `status`, `progress`, `failedEntries`, and with `$attribute` `successfulEntries`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["csvfileoperationstatus.200"];
                    "application/xml": components["schemas"]["csvfileoperationstatus.200"];
                };
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-116` Unsupported value for $attribute query parameter: '<$attribute_value>'. Only the following attributes are supported: '<supported_attribute_list>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    customerByIDs: {
        parameters: {
            query?: {
                /** @description `all`; a customer is shown with all its members anyway. */
                $attribute?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description One id or up to 75, separated by commas. */
                ids: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "customer": [ … ] }`, in the order of the ids. The id of a customer that was merged shows the one it was merged into. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description The entity tag, of one customer alone. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["customerByIDs.200"];
                    "application/xml": components["schemas"]["customerByIDs.200"];
                };
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-116` Unsupported value for $attribute query parameter: '<$attribute_value>'. Only the following attributes are supported: '<supported_attribute_list>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    "search-alias": {
        parameters: {
            query?: {
                /** @description all, description, automaticBCC, sendEmailTo, redirectionEmailAddresses. */
                $attribute?: string;
                /** @description Number of the page, from 1; not together with `$rangestart`/`$rangesize`. */
                $pagenum?: string;
                /** @description Items of one page, 1 to 75; 25 when left out. */
                $pagesize?: string;
                /** @description Number of the first item, from 1; not together with `$pagenum`/`$pagesize`. */
                $rangestart?: string;
                /** @description Items of the range, 1 to 75; 25 when left out. */
                $rangesize?: string;
                /** @description The attribute to sort by. */
                $sort?: string;
                /** @description `asc` (when left out) or `desc`; only together with `$sort`. */
                $order?: string;
                /** @description `yes` answers with the number of items instead of the items. */
                $count?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "alias": [ … ], "paginationInfo": { … } }`; message centers are the secure ones. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["search-alias.200"];
                    "application/xml": components["schemas"]["search-alias.200"];
                };
            };
            /** @description There are none, or a page beyond the last. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-102` Unsupported value for query parameter '<query_parameter>'. Only the following values are supported: '<allowed_values>'.
             *
             *     `400-116` Unsupported value for $attribute query parameter: '<$attribute_value>'. Only the following attributes are supported: '<supported_attribute_list>'.
             *
             *     `400-120` Unsupported combination of query parameters: pagination and range query parameters cannot be mixed in the same request.
             *
             *     `400-124` $order query parameter must be accompanied by $sort.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    getAllDepartments: {
        parameters: {
            query?: {
                /** @description What their names contain, without regard to case; up to 124 characters. */
                filterText?: string;
                /** @description all, description, created, externalId. */
                $attribute?: string;
                /** @description Number of the page, from 1; not together with `$rangestart`/`$rangesize`. */
                $pagenum?: string;
                /** @description Items of one page, 1 to 75; 25 when left out. */
                $pagesize?: string;
                /** @description Number of the first item, from 1; not together with `$pagenum`/`$pagesize`. */
                $rangestart?: string;
                /** @description Items of the range, 1 to 75; 25 when left out. */
                $rangesize?: string;
                /** @description The attribute to sort by. */
                $sort?: string;
                /** @description `asc` (when left out) or `desc`; only together with `$sort`. */
                $order?: string;
                /** @description `yes` answers with the number of items instead of the items. */
                $count?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "department": [ … ], "paginationInfo": { … } }`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["getAllDepartments.200"];
                    "application/xml": components["schemas"]["getAllDepartments.200"];
                };
            };
            /** @description There is none such. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-102` Unsupported value for query parameter '<query_parameter>'. Only the following values are supported: '<allowed_values>'.
             *
             *     `400-116` Unsupported value for $attribute query parameter: '<$attribute_value>'. Only the following attributes are supported: '<supported_attribute_list>'.
             *
             *     `400-120` Unsupported combination of query parameters: pagination and range query parameters cannot be mixed in the same request.
             *
             *     `400-124` $order query parameter must be accompanied by $sort.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    "search-alias-of-department": {
        parameters: {
            query?: {
                /** @description all, description, automaticBCC, sendEmailTo, redirectionEmailAddresses. */
                $attribute?: string;
                /** @description Number of the page, from 1; not together with `$rangestart`/`$rangesize`. */
                $pagenum?: string;
                /** @description Items of one page, 1 to 75; 25 when left out. */
                $pagesize?: string;
                /** @description Number of the first item, from 1; not together with `$pagenum`/`$pagesize`. */
                $rangestart?: string;
                /** @description Items of the range, 1 to 75; 25 when left out. */
                $rangesize?: string;
                /** @description The attribute to sort by. */
                $sort?: string;
                /** @description `asc` (when left out) or `desc`; only together with `$sort`. */
                $order?: string;
                /** @description `yes` answers with the number of items instead of the items. */
                $count?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "alias": [ … ], "paginationInfo": { … } }`; message centers are the secure ones. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["search-alias-of-department.200"];
                    "application/xml": components["schemas"]["search-alias-of-department.200"];
                };
            };
            /** @description There are none, or a page beyond the last. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-102` Unsupported value for query parameter '<query_parameter>'. Only the following values are supported: '<allowed_values>'.
             *
             *     `400-116` Unsupported value for $attribute query parameter: '<$attribute_value>'. Only the following attributes are supported: '<supported_attribute_list>'.
             *
             *     `400-120` Unsupported combination of query parameters: pagination and range query parameters cannot be mixed in the same request.
             *
             *     `400-124` $order query parameter must be accompanied by $sort.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    listFieldPushDeliveries: {
        parameters: {
            query?: {
                /** @description The delivery of this id. */
                id?: string;
                /** @description Deliveries of this push. */
                push?: string;
                /** @description `pending`, `delivered` or `failed`. */
                state?: string;
                /** @description `ticket` or `customer`. */
                object?: string;
                /** @description About the record of this id; send `object` too. */
                recordID?: string;
                /** @description Number of the page, from 1; not together with `$rangestart`/`$rangesize`. */
                $pagenum?: string;
                /** @description Items of one page, 1 to 75; 25 when left out. */
                $pagesize?: string;
                /** @description Number of the first item, from 1; not together with `$pagenum`/`$pagesize`. */
                $rangestart?: string;
                /** @description Items of the range, 1 to 75; 25 when left out. */
                $rangesize?: string;
                /** @description The attribute to sort by. */
                $sort?: string;
                /** @description `asc` (when left out) or `desc`; only together with `$sort`. */
                $order?: string;
                /** @description `yes` answers with the number of items instead of the items. */
                $count?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "delivery": [ … ], "paginationInfo": { … } }` */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["listFieldPushDeliveries.200"];
                    "application/xml": components["schemas"]["listFieldPushDeliveries.200"];
                };
            };
            /** @description There are none. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-102` Unsupported value for query parameter '<query_parameter>'. Only the following values are supported: '<allowed_values>'.
             *
             *     `400-120` Unsupported combination of query parameters: pagination and range query parameters cannot be mixed in the same request.
             *
             *     `400-124` $order query parameter must be accompanied by $sort.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    replayFieldPush: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It will be sent, also if it was pending anyway. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-203` Request body is not allowed.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    replayFailedFieldPushes: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["replayFailedFieldPushes.body"];
                "application/xml": components["schemas"]["replayFailedFieldPushes.body"];
            };
        };
        responses: {
            /** @description `{ "replayed": n }` */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["replayFailedFieldPushes.200"];
                    "application/xml": components["schemas"]["replayFailedFieldPushes.200"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    pushOnOccasion: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["pushOnOccasion.body"];
                "application/xml": components["schemas"]["pushOnOccasion.body"];
            };
        };
        responses: {
            /** @description `{ "pushed": [ push ids ], "applied": { field: value }, "skipped": [ { "field", "reason" } ], "error"? }` */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["pushOnOccasion.200"];
                    "application/xml": components["schemas"]["pushOnOccasion.200"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-194` The following IDs supplied in the request body were not found: '<resource_id>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    listFieldPushes: {
        parameters: {
            query?: {
                /** @description Number of the page, from 1; not together with `$rangestart`/`$rangesize`. */
                $pagenum?: string;
                /** @description Items of one page, 1 to 75; 25 when left out. */
                $pagesize?: string;
                /** @description Number of the first item, from 1; not together with `$pagenum`/`$pagesize`. */
                $rangestart?: string;
                /** @description Items of the range, 1 to 75; 25 when left out. */
                $rangesize?: string;
                /** @description The attribute to sort by. */
                $sort?: string;
                /** @description `asc` (when left out) or `desc`; only together with `$sort`. */
                $order?: string;
                /** @description `yes` answers with the number of items instead of the items. */
                $count?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The fieldPushes */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["listFieldPushes.200"];
                    "application/xml": components["schemas"]["listFieldPushes.200"];
                };
            };
            /** @description There are none */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-102` Unsupported value for query parameter '<query_parameter>'. Only the following values are supported: '<allowed_values>'.
             *
             *     `400-120` Unsupported combination of query parameters: pagination and range query parameters cannot be mixed in the same request.
             *
             *     `400-124` $order query parameter must be accompanied by $sort.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    createFieldPush: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["createFieldPush.body"];
                "application/xml": components["schemas"]["createFieldPush.body"];
            };
        };
        responses: {
            /** @description The fieldPush */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description The path of the fieldPush. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["createFieldPush.201"];
                    "application/xml": components["schemas"]["createFieldPush.201"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    readFieldPush: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The fieldPush */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["readFieldPush.200"];
                    "application/xml": components["schemas"]["readFieldPush.200"];
                };
            };
            400: components["responses"]["400-101"];
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    editFieldPush: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["editFieldPush.body"];
                "application/xml": components["schemas"]["editFieldPush.body"];
            };
        };
        responses: {
            /** @description The fieldPush */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["editFieldPush.200"];
                    "application/xml": components["schemas"]["editFieldPush.200"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    testFieldPush: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "delivered", "status", "durationMs", "error", "delivery": { "id" } }` */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["testFieldPush.200"];
                    "application/xml": components["schemas"]["testFieldPush.200"];
                };
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-203` Request body is not allowed.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    openFieldPushSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["openFieldPushSession.body"];
                "application/xml": components["schemas"]["openFieldPushSession.body"];
            };
        };
        responses: {
            /** @description `{ "id" }` */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description The path of the session. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["openFieldPushSession.201"];
                    "application/xml": components["schemas"]["openFieldPushSession.201"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-194` The following IDs supplied in the request body were not found: '<resource_id>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    changeFieldPushSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["changeFieldPushSession.body"];
                "application/xml": components["schemas"]["changeFieldPushSession.body"];
            };
        };
        responses: {
            /** @description `{ "pushed": [ push ids ], "applied": { field: value }, "skipped": [ { "field", "reason" } ], "error"? }` */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["changeFieldPushSession.200"];
                    "application/xml": components["schemas"]["changeFieldPushSession.200"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-194` The following IDs supplied in the request body were not found: '<resource_id>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    deleteAttachment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description The application that the file belongs to: `email`. */
                app: string;
                /** @description The `altId` that preupload returned. */
                altid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-1017` Attachment cannot be deleted as it is associated with an activity.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `404-100` The following IDs supplied in the URI path were not found: '<resource_id>'.
             *
             *     `404-110` The following names supplied in the URI path were not found: '<name>'.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["409-101"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    getAttachment: {
        parameters: {
            query?: {
                /** @description Part of the `contentUrl` that predownload returned. */
                signature?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, as a download */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": components["schemas"]["getAttachment.200"];
                };
            };
            401: components["responses"]["401-101"];
            404: components["responses"]["404-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    generateDownloadAttachmentURL: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["generateDownloadAttachmentURL.body"];
                "application/xml": components["schemas"]["generateDownloadAttachmentURL.body"];
            };
        };
        responses: {
            /** @description The file, and where to download it within 30 minutes */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["generateDownloadAttachmentURL.200"];
                    "application/xml": components["schemas"]["generateDownloadAttachmentURL.200"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-194` The following IDs supplied in the request body were not found: '<resource_id>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    generatePreUploadURLForCaller: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["generatePreUploadURLForCaller.body"];
                "application/xml": components["schemas"]["generatePreUploadURLForCaller.body"];
            };
        };
        responses: {
            /** @description altId, and where to upload the bytes within 30 minutes */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["generatePreUploadURLForCaller.200"];
                    "application/xml": components["schemas"]["generatePreUploadURLForCaller.200"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["409-101"];
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    uploadAttachment: {
        parameters: {
            query?: {
                /** @description Part of the `contentUrl` that preupload returned. */
                signature?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": components["schemas"]["uploadAttachment.body"];
            };
        };
        responses: {
            /** @description The file can be attached to an activity */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400-152"];
            401: components["responses"]["401-101"];
            415: components["responses"]["415-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    generatePreUploadURL: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
                /** @description Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["generatePreUploadURL.body"];
                "application/xml": components["schemas"]["generatePreUploadURL.body"];
            };
        };
        responses: {
            /** @description altId, and where to upload the bytes within 30 minutes */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["generatePreUploadURL.200"];
                    "application/xml": components["schemas"]["generatePreUploadURL.200"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-146` Required attribute is missing in request body: '<attribute_name>'.
             *
             *     `400-147` Unsupported attribute is present in request body: '<attribute_name>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            409: components["responses"]["409-101"];
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            422: components["responses"]["422-101"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    applicationDetails: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "product": [ { "name", "version", "license" } ], "apiVersion": "v3" }`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["applicationDetails.200"];
                    "application/xml": components["schemas"]["applicationDetails.200"];
                };
            };
            400: components["responses"]["400-101"];
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    listMessages: {
        parameters: {
            query?: {
                /** @description `unprocessed`, or one of created, updated, noted, held, discarded, duplicate, failed. */
                outcome?: string;
                /** @description The reason, to the letter. */
                reason?: string;
                /** @description Id of the inbound account; that of an implicit one is the address of its alias. */
                account?: string;
                /** @description Date and time from which on mails were received. */
                receivedAfter?: string;
                /** @description Date and time before which mails were received. */
                receivedBefore?: string;
                /** @description Only mails older than this id; how the link `next` goes on. */
                before?: string;
                /** @description Items of one page, 1 to 75; 25 when left out. */
                $pagesize?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "message": [ … ], "link": [ … ] }`; the link `next` leads to older ones. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["listMessages.200"];
                    "application/xml": components["schemas"]["listMessages.200"];
                };
            };
            /** @description There are none. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-102` Unsupported value for query parameter '<query_parameter>'. Only the following values are supported: '<allowed_values>'.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    submitMessage: {
        parameters: {
            query?: {
                /** @description Id of the inbound account that the mail is for; that of an implicit one is the address of its alias. */
                account?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description A mail as it is sent (RFC 5322). Its envelope is in the headers `X-Envelope-From` and `X-Envelope-To`. */
        requestBody: {
            content: {
                "message/rfc822": components["schemas"]["submitMessage.body"];
                "application/octet-stream": components["schemas"]["submitMessage.body"];
            };
        };
        responses: {
            /** @description Kept. `Location` is the path of the mail in the journal. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-112` Required query parameter(s) is missing. The following parameters are required: '<query_parameter>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    getMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The mail. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["getMessage.200"];
                    "application/xml": components["schemas"]["getMessage.200"];
                };
            };
            400: components["responses"]["400-101"];
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    replayMessage: {
        parameters: {
            query?: {
                /** @description `yes`: it is not held as a loop this time. */
                release?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The mail, as it is: it has become an activity, or has not been processed yet. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["replayMessage.200"];
                    "application/xml": components["schemas"]["replayMessage.200"];
                };
            };
            /** @description The mail; it is processed right afterwards. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["replayMessage.202"];
                    "application/xml": components["schemas"]["replayMessage.202"];
                };
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-102` Unsupported value for query parameter '<query_parameter>'. Only the following values are supported: '<allowed_values>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    explainMessage: {
        parameters: {
            query?: {
                /** @description Id of the inbound account that the mail is for; that of an implicit one is the address of its alias. */
                account?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description A mail as it is sent (RFC 5322). Its envelope is in the headers `X-Envelope-From` and `X-Envelope-To`. */
        requestBody: {
            content: {
                "message/rfc822": components["schemas"]["explainMessage.body"];
                "application/octet-stream": components["schemas"]["explainMessage.body"];
            };
        };
        responses: {
            /** @description Outcome, reason, customer, case and how it was found, each x-desk header with its outcome. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["explainMessage.200"];
                    "application/xml": components["schemas"]["explainMessage.200"];
                };
            };
            /**
             * @description `400-100` Request is not well-formed: <reason>.
             *
             *     `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-112` Required query parameter(s) is missing. The following parameters are required: '<query_parameter>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             *
             *     `400-264` Request body is mandatory. Please provide body for the request.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            413: components["responses"]["413-100"];
            415: components["responses"]["415-100"];
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    searchGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The partition has no groups. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400-101"];
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    departmentUsers: {
        parameters: {
            query?: {
                /** @description Number of the page, from 1; not together with `$rangestart`/`$rangesize`. */
                $pagenum?: string;
                /** @description Items of one page, 1 to 75; 25 when left out. */
                $pagesize?: string;
                /** @description Number of the first item, from 1; not together with `$pagenum`/`$pagesize`. */
                $rangestart?: string;
                /** @description Items of the range, 1 to 75; 25 when left out. */
                $rangesize?: string;
                /** @description The attribute to sort by. */
                $sort?: string;
                /** @description `asc` (when left out) or `desc`; only together with `$sort`. */
                $order?: string;
                /** @description `yes` answers with the number of items instead of the items. */
                $count?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "user": [ … ], "paginationInfo": { … } }`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["departmentUsers.200"];
                    "application/xml": components["schemas"]["departmentUsers.200"];
                };
            };
            /** @description It has none, or a page beyond the last. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-102` Unsupported value for query parameter '<query_parameter>'. Only the following values are supported: '<allowed_values>'.
             *
             *     `400-120` Unsupported combination of query parameters: pagination and range query parameters cannot be mixed in the same request.
             *
             *     `400-124` $order query parameter must be accompanied by $sort.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    getGroupsOfUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The partition has no groups. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400-101"];
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    getRolesOfUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "role": [ { "name", "id" } ] }`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["getRolesOfUser.200"];
                    "application/xml": components["schemas"]["getRolesOfUser.200"];
                };
            };
            /** @description The user has none. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400-101"];
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    "get-user-attributes": {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Users have no custom attributes. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400-101"];
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    userByLoginID: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "user": [ … ] }` with one. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["userByLoginID.200"];
                    "application/xml": components["schemas"]["userByLoginID.200"];
                };
            };
            400: components["responses"]["400-101"];
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    userByIDs: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description One id or up to 75, separated by commas. */
                ids: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "user": [ … ] }`, in the order of the ids. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["userByIDs.200"];
                    "application/xml": components["schemas"]["userByIDs.200"];
                };
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    "search-queue": {
        parameters: {
            query?: {
                /** @description Number of the page, from 1; not together with `$rangestart`/`$rangesize`. */
                $pagenum?: string;
                /** @description Items of one page, 1 to 75; 25 when left out. */
                $pagesize?: string;
                /** @description Number of the first item, from 1; not together with `$pagenum`/`$pagesize`. */
                $rangestart?: string;
                /** @description Items of the range, 1 to 75; 25 when left out. */
                $rangesize?: string;
                /** @description The attribute to sort by. */
                $sort?: string;
                /** @description `asc` (when left out) or `desc`; only together with `$sort`. */
                $order?: string;
                /** @description `yes` answers with the number of items instead of the items. */
                $count?: string;
            };
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description An id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "queue": [ … ], "paginationInfo": { … } }`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["search-queue.200"];
                    "application/xml": components["schemas"]["search-queue.200"];
                };
            };
            /** @description A page beyond the last. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-102` Unsupported value for query parameter '<query_parameter>'. Only the following values are supported: '<allowed_values>'.
             *
             *     `400-120` Unsupported combination of query parameters: pagination and range query parameters cannot be mixed in the same request.
             *
             *     `400-124` $order query parameter must be accompanied by $sort.
             *
             *     `400-244` Invalid value provided for query parameter: '<query_parameter>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    "get-queue-attributes": {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Queues have no custom attributes. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400-101"];
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
    "get-queue": {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of display values and user messages, as RFC 9110 has it. Supported: en-US, es-ES, fr-FR, it-IT, de-DE, nl-NL, pt-BR, pt-PT, da-DK, ru-RU, fr-CA, zh-CN, ja-JP, ko-KR, sv-SE. */
                "Accept-Language"?: components["parameters"]["Accept-Language"];
                /** @description `yes` asks for `userMessage` in errors. */
                "X-egain-error-message"?: components["parameters"]["X-egain-error-message"];
            };
            path: {
                /** @description One id or up to 75, separated by commas. */
                ids: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `{ "queue": [ … ] }`, in the order of the ids. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["get-queue.200"];
                    "application/xml": components["schemas"]["get-queue.200"];
                };
            };
            /**
             * @description `400-101` Unsupported query parameter(s) supplied: '<query_parameter>'.
             *
             *     `400-152` Invalid value is provided in the request body for the following attribute:'<attribute_name>'.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["401-101"];
            403: components["responses"]["403-178"];
            404: components["responses"]["404-100"];
            /**
             * @description `406-100` Invalid 'Accept-Language' header value provided.
             *
             *     `406-101` None of the media types in the 'Accept' header is supported: application/json, application/xml.
             */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/xml": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["429-100"];
            500: components["responses"]["500-100"];
            503: components["responses"]["503-100"];
        };
    };
}
